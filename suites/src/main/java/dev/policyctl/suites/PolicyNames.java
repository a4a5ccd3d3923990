package dev.policyctl.suites;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import java.util.List;
import java.util.Set;

/**
 * What tests of one policy may name.
 *
 * @param brokenRegistries those that could not be read in full; nothing is concluded from what they
 *     lack
 * @param rules the policy's, as far as they could be read
 * @param limits as {@code rules}
 * @param complete whether these are all the rules and limits that the policy has; otherwise nothing
 *     is concluded from the absence of one
 */
public record PolicyNames(
    Bundle bundle,
    Registries registries,
    Set<RegistryKind> brokenRegistries,
    List<Rule> rules,
    List<Limit> limits,
    boolean complete) {

  public PolicyNames {
    brokenRegistries = Set.copyOf(brokenRegistries);
    rules = List.copyOf(rules);
    limits = List.copyOf(limits);
  }
}
