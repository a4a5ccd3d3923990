package dev.policyctl.repo;

import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.ParsedFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything in a policy repository at one moment.
 *
 * @param source what it was read from, for reports
 * @param brokenRegistries the kinds whose registry could not be read in full: a name that it lacks
 *     may be one that was lost
 * @param bundles sorted by environment and tenant
 * @param files every file that was read, by path
 * @param findings what is wrong with the files, in order
 */
public record PolicyRepository(
    String source,
    Configuration configuration,
    List<Waiver> waivers,
    Registries registries,
    Set<RegistryKind> brokenRegistries,
    List<LoadedBundle> bundles,
    Map<String, ParsedFile> files,
    List<Finding> findings) {

  public PolicyRepository {
    waivers = List.copyOf(waivers);
    brokenRegistries = Set.copyOf(brokenRegistries);
    bundles = List.copyOf(bundles);
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    findings = findings.stream().sorted().toList();
  }

  /**
   * Whether every policy, rule file, test and registry was read to its end. Otherwise something may
   * be named, or wrong, that nobody has seen, and nothing is to be concluded from its absence.
   */
  public boolean intact() {
    return brokenRegistries.isEmpty() && policiesIntact();
  }

  /** As {@link #intact}, of policies, rule files and tests alone. */
  public boolean policiesIntact() {
    return bundles.stream().allMatch(bundle -> bundle.intact() && testsIntact(bundle));
  }

  /** Whether all test files of a bundle were read to their ends. */
  public boolean testsIntact(LoadedBundle bundle) {
    String folder = "policies/" + bundle.bundle() + "/tests/";
    return findings.stream()
        .filter(finding -> finding.span().path().startsWith(folder))
        .noneMatch(finding -> finding.code().compareTo(FindingCode.FORBIDDEN_FILE) <= 0);
  }
}
