package dev.policyctl.validators;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.repo.LastRelease;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseLookup;
import dev.policyctl.repo.ReleaseTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the versions that policies declare follow from their last releases. Not a {@code Check}:
 * it needs history, which no snapshot of a repository holds.
 */
public final class DeclaredVersions {
  private final PolicyRepository repository;
  private final ReleaseLookup releases;
  private final ChangeOptions options;
  private final List<Finding> findings = new ArrayList<>();

  private DeclaredVersions(
      PolicyRepository repository, ReleaseLookup releases, ChangeOptions options) {
    this.repository = repository;
    this.releases = releases;
    this.options = options;
  }

  /**
   * What is wrong with the versions of a repository.
   *
   * @throws dev.policyctl.model.OperationalException where the history cannot be read
   */
  public static List<Finding> judge(
      PolicyRepository repository, ReleaseLookup releases, ChangeOptions options) {
    DeclaredVersions versions = new DeclaredVersions(repository, releases, options);
    versions.judge();
    return versions.findings;
  }

  private void judge() {
    Map<Bundle, ReleaseTag> released = new TreeMap<>();
    List<LoadedBundle> first = new ArrayList<>();
    for (LoadedBundle bundle : repository.bundles()) {
      if (bundle.policy().isEmpty()) {
        continue;
      }
      Span span = span(bundle);
      boolean goesOn =
          releases
              .of(bundle.bundle())
              .match(
                  outside -> stop(unchecked(span)),
                  shallow -> stop(shallow(span, shallow)),
                  none -> first.add(bundle),
                  last -> {
                    released.put(bundle.bundle(), last.tag());
                    return true;
                  },
                  distrusted -> findings.add(distrusted(bundle, distrusted)));
      if (!goesOn) {
        return;
      }
    }
    firstReleases(first, released.isEmpty());
    byCommit(released).forEach(this::compare);
  }

  private boolean stop(Finding finding) {
    findings.add(finding);
    return false;
  }

  private static Span span(LoadedBundle bundle) {
    return bundle
        .policy()
        .map(policy -> policy.bundle().version().span())
        .orElse(Span.startOf(bundle.policyPath()));
  }

  private static Finding unchecked(Span span) {
    return Finding.of(
            FindingCode.VERSION_UNCHECKED,
            span,
            "no version is checked: this is no git repository, so there are no releases")
        .subject("history")
        .build();
  }

  private static Finding shallow(Span span, LastRelease.Shallow shallow) {
    return Finding.of(
            shallow.undecided() ? FindingCode.HISTORY_MISSING : FindingCode.VERSION_UNCHECKED,
            span,
            "no version is checked: the clone is shallow, so a release may be missing")
        .subject("history")
        .help(shallow.fetchCommand())
        .build();
  }

  private static Finding distrusted(LoadedBundle bundle, LastRelease.Distrusted release) {
    String tag = release.tag().name();
    return Finding.of(
            FindingCode.UNTRUSTED_RELEASE,
            span(bundle),
            "the tag `"
                + tag
                + "` is no release that counts, so the last one is not known: "
                + release.why())
        .subject("release")
        .bundle(bundle.bundle())
        .help("a release manager signs it: git tag -s -f " + tag + " " + tag + "^{}; or delete it")
        .build();
  }

  /** One note for all, where nothing was ever released. */
  private void firstReleases(List<LoadedBundle> bundles, boolean all) {
    if (all && !bundles.isEmpty()) {
      findings.add(
          Finding.of(
                  FindingCode.FIRST_RELEASE,
                  span(bundles.get(0)),
                  "no policy has been released yet, so every version will do")
              .subject("releases")
              .help("a release is a tag such as " + tag(bundles.get(0)))
              .build());
      return;
    }
    for (LoadedBundle bundle : bundles) {
      findings.add(
          Finding.of(
                  FindingCode.FIRST_RELEASE,
                  span(bundle),
                  "this policy has not been released yet, so every version will do")
              .subject("release")
              .bundle(bundle.bundle())
              .help("a release is a tag such as " + tag(bundle))
              .build());
    }
  }

  private static String tag(LoadedBundle bundle) {
    String version = bundle.policy().map(p -> p.bundle().version().value()).orElse("1.0.0");
    return bundle.bundle() + "/v" + version;
  }

  /** The bundles that were last released from one commit: they are read together. */
  private static Map<String, Map<Bundle, ReleaseTag>> byCommit(Map<Bundle, ReleaseTag> released) {
    return released.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                entry -> entry.getValue().commitId(),
                TreeMap::new,
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new)));
  }

  private void compare(String commitId, Map<Bundle, ReleaseTag> released) {
    Set<Bundle> bundles = new TreeSet<>(released.keySet());
    PolicyRepository old = releases.load(released.values().iterator().next(), bundles);
    ReleasedVersion check = new ReleasedVersion(old, repository, options);
    for (LoadedBundle bundle : repository.bundles()) {
      ReleaseTag tag = released.get(bundle.bundle());
      if (tag != null) {
        Policy policy = bundle.policy().orElseThrow();
        check.judge(bundle, policy, tag).ifPresent(findings::add);
      }
    }
  }
}
