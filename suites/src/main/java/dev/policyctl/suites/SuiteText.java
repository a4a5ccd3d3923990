package dev.policyctl.suites;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Requests and the decisions that a policy makes, written as cases of a suite. A case says of
 * everything that the policy decides by whether the request has it, so it means the same below the
 * {@code defaults} of any suite.
 */
public final class SuiteText {
  private final CompiledPolicy policy;
  private final Set<Attribute> attributes = EnumSet.noneOf(Attribute.class);
  private final Map<List<String>, String> identities = new LinkedHashMap<>();
  private final List<String> cases = new ArrayList<>();

  /** A suite without a case, for a policy. */
  public SuiteText(CompiledPolicy policy) {
    this.policy = policy;
    policy.policy().rules().forEach(rule -> attributes.addAll(rule.when().ranges().keySet()));
  }

  /**
   * Adds a case.
   *
   * @param name unlike that of any other
   * @param request for this policy's environment and tenant, with a time, by somebody who has not
   *     expired
   * @param decision what the policy says, limits left aside
   */
  public SuiteText add(String name, Request request, Decision decision) {
    List<String> lines = new ArrayList<>();
    lines.add("  - name: " + YamlText.of(name));
    lines.add("    identity: " + YamlText.of(identity(request.values(Dimension.ROLES))));
    lines.add("    at: " + request.time().orElseThrow());
    lines.add("    request: " + YamlText.map(fields(request)));
    List<String> absent = absent(request);
    if (!absent.isEmpty()) {
      lines.add("    absent: " + YamlText.list(absent));
    }
    lines.add("    expect: " + YamlText.map(expectation(decision)));
    cases.add(String.join("\n", lines) + "\n");
    return this;
  }

  public boolean isEmpty() {
    return cases.isEmpty();
  }

  /** The identities and the cases alone, to be pasted into a suite. */
  public String fragment() {
    StringBuilder out = new StringBuilder("identities:\n");
    identities.forEach(
        (roles, name) ->
            out.append("  ")
                .append(YamlText.of(name))
                .append(": { roles: ")
                .append(YamlText.list(roles))
                .append(" }\n"));
    out.append("cases:\n");
    cases.forEach(out::append);
    return out.toString();
  }

  /** The whole suite, to be saved as {@code tests/*.test.yaml}. */
  public String document(String suite, Instant now) {
    return "schemaVersion: 1\nsuite: " + YamlText.of(suite) + "\nnow: " + now + "\n" + fragment();
  }

  private String identity(List<String> roles) {
    return identities.computeIfAbsent(
        roles,
        r -> {
          String name = roles.isEmpty() ? "nobody" : String.join("-and-", roles);
          boolean usable = Grammar.MODEL_ID.accepts(name) && !identities.containsValue(name);
          return usable ? name : "identity-" + (identities.size() + 1);
        });
  }

  private List<String> fields(Request request) {
    List<String> fields = new ArrayList<>();
    for (Dimension dimension : policy.dimensions()) {
      List<String> values = request.values(dimension);
      if (dimension != Dimension.ROLES && !values.isEmpty()) {
        fields.add(
            RequestFields.key(dimension)
                + ": "
                + (dimension == Dimension.CLASSIFICATIONS
                    ? YamlText.list(values)
                    : YamlText.of(values.get(0))));
      }
    }
    for (Attribute attribute : attributes) {
      request
          .attribute(attribute)
          .ifPresent(value -> fields.add(attribute.key() + ": " + value.toPlainString()));
    }
    return fields;
  }

  /** What the policy could decide by, and the request lacks. */
  private List<String> absent(Request request) {
    List<String> absent = new ArrayList<>();
    for (Dimension dimension : policy.dimensions()) {
      if (dimension != Dimension.ROLES && request.values(dimension).isEmpty()) {
        absent.add(RequestFields.key(dimension));
      }
    }
    for (Attribute attribute : attributes) {
      if (request.attribute(attribute).isEmpty()) {
        absent.add(attribute.key());
      }
    }
    return absent;
  }

  private static List<String> expectation(Decision decision) {
    List<String> parts = new ArrayList<>();
    parts.add("outcome: " + decision.outcome().label());
    parts.add("reason: " + decision.reason().code());
    parts.add("rules: " + YamlText.list(decision.determiningRules()));
    parts.add("obligations: " + YamlText.list(decision.obligations(), SuiteText::obligation));
    if (!decision.droppedRoles().isEmpty()) {
      parts.add("dropped_roles: " + YamlText.list(decision.droppedRoles()));
    }
    return parts;
  }

  private static String obligation(DecisionObligation obligation) {
    return YamlText.map(
        List.of(obligation.action().label() + ": " + YamlText.of(obligation.argument())));
  }
}
