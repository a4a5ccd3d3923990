package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.suites.Suite;
import java.util.List;
import java.util.Map;

/**
 * What the checks look at: a policy repository, and what several of them would otherwise compute
 * anew.
 *
 * @param names resolves selector entries against the repository's registries
 * @param suites the test suites of each bundle, as far as they could be read
 * @param analyses the rules of each policy as a space of requests
 */
public record Subject(
    PolicyRepository repository,
    NameResolver names,
    Map<LoadedBundle, List<Suite>> suites,
    Analyses analyses) {
  private static final String RULE = "rule";

  /** The registries that everything resolves against. */
  Registries registries() {
    return repository.registries();
  }

  /** Something in a policy that has a match: a rule or a limit. */
  record Matching(Bundle bundle, String noun, Text id, Match match) {

    /** A finding about it or a part of it; a waiver may name the rule. */
    Finding.Builder about(Finding.Builder finding, String part) {
      finding.subject(noun + ":" + id + "/" + part).bundle(bundle);
      return noun.equals(RULE) ? finding.rule(id.value()) : finding;
    }
  }

  /** Takes each policy with its bundle. */
  void eachPolicy(PolicyVisitor visitor) {
    for (LoadedBundle bundle : repository.bundles()) {
      bundle.policy().ifPresent(policy -> visitor.visit(bundle, policy));
    }
  }

  /** Takes each rule and each limit of each policy. */
  void eachMatching(java.util.function.Consumer<Matching> visitor) {
    eachPolicy(
        (bundle, policy) -> {
          for (Rule rule : policy.rules()) {
            visitor.accept(new Matching(bundle.bundle(), RULE, rule.id(), rule.match()));
          }
          for (Limit limit : policy.limits()) {
            visitor.accept(new Matching(bundle.bundle(), "limit", limit.id(), limit.match()));
          }
        });
  }

  /** Takes a policy with its bundle. */
  @FunctionalInterface
  interface PolicyVisitor {
    void visit(LoadedBundle bundle, Policy policy);
  }
}
