package dev.policyctl.bench;

import com.googlecode.aviator.runtime.function.FunctionUtils;
import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.casbin.jcasbin.util.function.CustomFunction;

/**
 * jCasbin on a {@link Fragment}: one line of policy per rule and role, roles and their inheritance
 * as {@code g}, people as members of their roles, {@code deny} over {@code allow}. In the other
 * dimensions a line holds a selector as one word; a function looks the request's value up in what
 * the word was resolved to beforehand, which is cheaper than matching globs at each decision.
 */
final class JcasbinBaseline {
  private static final String EVERYBODY = "*everybody";
  private static final String ANYTHING = "*";
  private static final String ABSENT = "";
  private static final String MODEL =
      """
      [request_definition]
      r = sub, route, model, class, region, action, input, output
      [policy_definition]
      p = role, route, model, class, region, action, input, output, eft
      [role_definition]
      g = _, _
      [policy_effect]
      e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
      [matchers]
      m = g(r.sub, p.role) && named(r.route, p.route) && named(r.model, p.model) \
      && named(r.class, p.class) && named(r.region, p.region) && named(r.action, p.action) \
      && within(r.input, p.input, p.eft) && within(r.output, p.output, p.eft)
      """;

  private final Fragment fragment;
  private final NameResolver resolver;
  private final Enforcer enforcer;
  private final Map<String, Set<String>> selectors = new HashMap<>();
  private final Map<String, dev.policyctl.model.policy.NumericRange> ranges = new HashMap<>();
  private int lines;

  JcasbinBaseline(Fragment fragment) {
    this.fragment = fragment;
    this.resolver = new NameResolver(fragment.registries());
    Model model = new Model();
    model.loadModelFromText(MODEL);
    this.enforcer = new Enforcer(model);
    enforcer.enableAutoBuildRoleLinks(false);
    enforcer.addFunction("named", new Named());
    enforcer.addFunction("within", new Within());
    load();
    enforcer.buildRoleLinks();
  }

  /** How many lines of policy the rules make. */
  int lines() {
    return lines;
  }

  private void load() {
    List<List<String>> policies = new ArrayList<>();
    fragment.policy().rules().forEach(rule -> policies.addAll(lines(rule)));
    enforcer.addPolicies(policies);
    lines = policies.size();
    Set<List<String>> groups = new HashSet<>();
    Registry roles = fragment.registries().find(Dimension.ROLES).orElseThrow();
    for (RegistryEntry role : roles.entries().values()) {
      role.inherits().forEach(p -> groups.add(List.of(role.id().value(), p.value())));
      groups.add(List.of(role.id().value(), EVERYBODY));
    }
    for (Request request : fragment.requests()) {
      List<String> held = request.values(Dimension.ROLES);
      held.forEach(role -> groups.add(List.of(person(held), role)));
    }
    enforcer.addGroupingPolicies(List.copyOf(groups));
  }

  /** People are told apart by the roles that they have. */
  private static String person(Collection<String> roles) {
    return "person:" + String.join("+", roles);
  }

  private List<List<String>> lines(Rule rule) {
    List<String> roles =
        rule.match()
            .find(Dimension.ROLES)
            .map(s -> s.values().stream().map(Text::value).toList())
            .orElse(List.of(EVERYBODY));
    List<List<String>> made = new ArrayList<>();
    for (String role : roles) {
      List<String> line = new ArrayList<>(List.of(role));
      for (Dimension dimension :
          List.of(
              Dimension.ROUTES,
              Dimension.MODELS,
              Dimension.CLASSIFICATIONS,
              Dimension.REGIONS,
              Dimension.ACTIONS)) {
        line.add(word(dimension, rule.match().find(dimension)));
      }
      line.add(word(rule, Attribute.INPUT_TOKENS));
      line.add(word(rule, Attribute.MAX_OUTPUT_TOKENS));
      line.add(rule.effect() == Outcome.ALLOW ? "allow" : "deny");
      made.add(line);
    }
    return made;
  }

  private String word(Dimension dimension, Optional<Selector> selector) {
    if (selector.isEmpty()) {
      return ANYTHING;
    }
    String word = String.join("|", selector.get().values().stream().map(Text::value).toList());
    Set<String> ids = selectors.computeIfAbsent(word, w -> new HashSet<>());
    selector.get().values().forEach(v -> ids.addAll(resolver.resolve(dimension, v.value())));
    return word;
  }

  private String word(Rule rule, Attribute attribute) {
    var range = rule.when().ranges().get(attribute);
    if (range == null) {
      return ANYTHING;
    }
    String word = range.lower() + ".." + range.upper();
    ranges.put(word, range);
    return word;
  }

  /** The arguments of a request, in the order of the request definition. */
  Object[] arguments(Request request) {
    return new Object[] {
      person(request.values(Dimension.ROLES)),
      only(request, Dimension.ROUTES),
      only(request, Dimension.MODELS),
      only(request, Dimension.CLASSIFICATIONS),
      only(request, Dimension.REGIONS),
      only(request, Dimension.ACTIONS),
      request.attribute(Attribute.INPUT_TOKENS).map(BigDecimal::toPlainString).orElse(ABSENT),
      request.attribute(Attribute.MAX_OUTPUT_TOKENS).map(BigDecimal::toPlainString).orElse(ABSENT)
    };
  }

  private String only(Request request, Dimension dimension) {
    List<String> values = request.values(dimension);
    return values.isEmpty()
        ? ABSENT
        : fragment.registries().find(dimension).orElseThrow().resolve(values.get(0)).orElseThrow();
  }

  boolean allows(Object[] arguments) {
    return enforcer.enforce(arguments);
  }

  /** Whether a selector holds a value. */
  @SuppressWarnings("serial") // nobody serializes a function
  private final class Named extends CustomFunction {
    @Override
    public String getName() {
      return "named";
    }

    @Override
    public AviatorObject call(
        Map<String, Object> variables, AviatorObject value, AviatorObject selector) {
      String word = FunctionUtils.getStringValue(selector, variables);
      Set<String> ids = selectors.get(word);
      return AviatorBoolean.valueOf(
          ids == null || ids.contains(FunctionUtils.getStringValue(value, variables)));
    }
  }

  /** Whether a number lies in a range; where it is absent, whether the effect denies. */
  @SuppressWarnings("serial") // nobody serializes a function
  private final class Within extends CustomFunction {
    @Override
    public String getName() {
      return "within";
    }

    @Override
    public AviatorObject call(
        Map<String, Object> variables,
        AviatorObject value,
        AviatorObject word,
        AviatorObject effect) {
      var range = ranges.get(FunctionUtils.getStringValue(word, variables));
      if (range == null) {
        return AviatorBoolean.TRUE;
      }
      String number = FunctionUtils.getStringValue(value, variables);
      return AviatorBoolean.valueOf(
          number.isEmpty()
              ? "deny".equals(FunctionUtils.getStringValue(effect, variables))
              : range.contains(new BigDecimal(number)));
    }
  }
}
