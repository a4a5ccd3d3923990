package dev.policyctl.bench;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import java.util.List;
import java.util.Optional;

/**
 * What of a workload other engines can say too, so that all are measured on the same rules and the
 * same requests.
 *
 * <p>Kept: the categorical match with role inheritance and globs, bounds on whole numbers (which
 * deny where the attribute is absent), any deny over any allow, denial by default. Changed: {@code
 * combining} is {@code deny-overrides}, and {@code require_approval} denies. Left out: time
 * windows, validity, decimals and obligations of rules; rules about the unknown or missing;
 * requests that have something unknown or missing, have expired, or carry more than one class.
 */
record Fragment(Registries registries, Policy policy, List<Request> requests) {

  Fragment {
    requests = List.copyOf(requests);
  }

  static Fragment of(Workload workload) {
    Policy whole = workload.policy();
    List<Rule> rules =
        whole.rules().stream().filter(Fragment::common).map(Fragment::reduced).toList();
    Policy policy =
        new Policy(
            whole.bundle(),
            whole.defaultOutcome(),
            whole.defaultText(),
            Combining.DENY_OVERRIDES,
            whole.identity(),
            rules,
            List.of());
    Registries registries = workload.registries();
    List<Request> requests =
        workload.readRequests().stream().filter(r -> plain(r, registries)).toList();
    return new Fragment(registries, policy, requests);
  }

  private static boolean common(Rule rule) {
    return rule.validity().isEmpty()
        && rule.when().time().isEmpty()
        && rule.when().ranges().keySet().stream().allMatch(Attribute::integer)
        && rule.match().selectors().values().stream()
            .flatMap(selector -> selector.values().stream())
            .noneMatch(text -> text.value().startsWith("$"));
  }

  private static Rule reduced(Rule rule) {
    return new Rule(
        rule.span(),
        rule.id(),
        Optional.empty(),
        Optional.empty(),
        rule.priority(),
        rule.priorityText(),
        rule.effect() == Outcome.ALLOW ? Outcome.ALLOW : Outcome.DENY,
        rule.match(),
        rule.when(),
        List.of(),
        Optional.empty());
  }

  private static boolean plain(Request request, Registries registries) {
    for (Dimension dimension : registries.dimensions()) {
      List<String> values = request.values(dimension);
      boolean known =
          values.stream()
              .allMatch(v -> registries.find(dimension).orElseThrow().resolve(v).isPresent());
      if (!known || (values.isEmpty() && dimension.required())) {
        return false;
      }
    }
    return request.values(Dimension.CLASSIFICATIONS).size() == 1
        && request.expiry().orElseThrow().isAfter(request.time().orElseThrow());
  }
}
