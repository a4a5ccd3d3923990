package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.text.ParsedFile;
import java.util.List;
import java.util.Optional;

/**
 * One environment and tenant of a policy repository.
 *
 * @param bundle as the folders name it
 * @param policyPath the path of its {@code policy.yaml}
 * @param policy its own rules and those of its rule files; nothing where the file is no policy at
 *     all; with a stand-in for a header that is broken
 * @param intact whether every file of it was read to the end; otherwise rules are missing, and
 *     nothing may be concluded from their absence
 * @param ruleFiles the paths of its rule files, sorted, without {@code policyPath}
 * @param tests its test files, by path
 */
public record LoadedBundle(
    Bundle bundle,
    String policyPath,
    Optional<Policy> policy,
    boolean intact,
    List<String> ruleFiles,
    List<ParsedFile> tests) {

  public LoadedBundle {
    ruleFiles = List.copyOf(ruleFiles);
    tests = List.copyOf(tests);
  }
}
