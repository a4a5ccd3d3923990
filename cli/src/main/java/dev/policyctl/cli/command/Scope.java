package dev.policyctl.cli.command;

import dev.policyctl.cli.render.Counts;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;

/** What a run looked at, in words. */
final class Scope {

  private Scope() {}

  /** {@code 6 policies, 212 rules, 15 limits, 7 registries, 19 test suites}. */
  static String of(PolicyRepository repository) {
    long rules = 0;
    long limits = 0;
    long suites = 0;
    for (LoadedBundle bundle : repository.bundles()) {
      rules += bundle.policy().map(p -> p.rules().size()).orElse(0);
      limits += bundle.policy().map(p -> p.limits().size()).orElse(0);
      suites += bundle.tests().size();
    }
    return String.join(
        ", ",
        Counts.of(repository.bundles().size(), "policy", "policies"),
        Counts.of(rules, "rule"),
        Counts.of(limits, "limit"),
        Counts.of(repository.registries().all().size(), "registry", "registries"),
        Counts.of(suites, "test suite"));
  }
}
