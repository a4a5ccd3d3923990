package dev.policyctl.bench;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rules as Cedar policies. Globs become {@code like}, whose {@code *} also stands for {@code /}:
 * the same here, since generated ids have one slash and no glob more than that.
 */
final class CedarText {
  static final List<Dimension> IN_CONTEXT =
      List.of(Dimension.ROUTES, Dimension.CLASSIFICATIONS, Dimension.REGIONS, Dimension.ACTIONS);

  private final Registries registries;

  CedarText(Registries registries) {
    this.registries = registries;
  }

  String policy(Rule rule) {
    List<String> conditions = new ArrayList<>();
    String principal = principal(rule.match().find(Dimension.ROLES), conditions);
    rule.match()
        .find(Dimension.MODELS)
        .ifPresent(s -> conditions.add(anyOf(Dimension.MODELS, s, "resource.name")));
    for (Dimension dimension : IN_CONTEXT) {
      String value = "context." + dimension.singular();
      String present = dimension.required() ? "" : "context has " + dimension.singular() + " && ";
      rule.match()
          .find(dimension)
          .ifPresent(s -> conditions.add(present + anyOf(dimension, s, value)));
    }
    rule.when()
        .ranges()
        .forEach((attribute, range) -> conditions.add(within(attribute, range, rule.effect())));
    String head = rule.effect() == Outcome.ALLOW ? "permit" : "forbid";
    String when = conditions.isEmpty() ? "" : " when { " + String.join(" && ", conditions) + " }";
    return head + "(" + principal + ", action, resource)" + when + ";";
  }

  private static String principal(Optional<Selector> roles, List<String> conditions) {
    if (roles.isEmpty()) {
      return "principal";
    }
    List<String> entities =
        roles.get().values().stream().map(role -> "Role::\"" + role + "\"").toList();
    if (entities.size() == 1) {
      return "principal in " + entities.get(0);
    }
    conditions.add("principal in [" + String.join(", ", entities) + "]");
    return "principal";
  }

  private String anyOf(Dimension dimension, Selector selector, String value) {
    List<String> ways = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (Text entry : selector.values()) {
      if (Glob.isGlob(entry.value())) {
        ways.add(value + " like \"" + entry + "\"");
      } else {
        literals.add(registries.find(dimension).orElseThrow().resolve(entry.value()).orElseThrow());
      }
    }
    if (literals.size() == 1) {
      ways.add(value + " == \"" + literals.get(0) + "\"");
    } else if (!literals.isEmpty()) {
      String list =
          literals.stream().map(l -> '"' + l + '"').collect(Collectors.joining(", ", "[", "]"));
      ways.add(list + ".contains(" + value + ")");
    }
    return "(" + String.join(" || ", ways) + ")";
  }

  private static String within(Attribute attribute, NumericRange range, Outcome effect) {
    String key = attribute.key();
    List<String> ends = new ArrayList<>();
    Map.of(">", range.lower(), "<", range.upper())
        .forEach((sign, bound) -> bound.ifPresent(b -> ends.add(end(key, sign, b))));
    String inside = String.join(" && ", ends);
    return effect == Outcome.ALLOW
        ? "(context has " + key + " && " + inside + ")"
        : "(!(context has " + key + ") || " + inside + ")";
  }

  private static String end(String key, String sign, Bound bound) {
    return "context." + key + " " + sign + (bound.inclusive() ? "= " : " ") + bound.value();
  }
}
