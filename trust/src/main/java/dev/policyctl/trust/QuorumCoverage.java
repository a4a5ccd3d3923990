package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.Quorum;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.SnapshotEntry;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import dev.policyctl.trust.TrustReview.ReviewedQuorum;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Who could give each quorum, and which paths have none. */
final class QuorumCoverage {
  /** What decides who decides: an example of each, and the pattern that covers it. */
  private static final Map<String, String> SELF =
      new TreeMap<>(
          Map.of(
              PolicyRoot.CONFIGURATION,
              PolicyRoot.CONFIGURATION,
              KeyMaterial.FOLDER + "/allowed_signers",
              KeyMaterial.FOLDER + "/**",
              "registries/models.yaml",
              "registries/**"));

  private final TrustConfiguration configuration;
  private final List<ReviewedPerson> people;
  private final List<String> paths;

  QuorumCoverage(Snapshot snapshot, TrustConfiguration configuration, List<ReviewedPerson> people) {
    this.configuration = configuration;
    this.people = people;
    this.paths =
        Stream.concat(
                SELF.keySet().stream(),
                Stream.of("", "policies", "registries", KeyMaterial.FOLDER)
                    .flatMap(folder -> snapshot.list(folder).stream())
                    .map(SnapshotEntry::path))
            .distinct()
            .sorted()
            .toList();
  }

  List<ReviewedQuorum> quorum() {
    return configuration.quorum().stream().map(this::reviewed).toList();
  }

  private ReviewedQuorum reviewed(Quorum quorum) {
    return quorum.paths().stream()
        .map(pattern -> narrowest(quorum, pattern))
        .min(Comparator.comparingInt(reviewed -> reviewed.reviewers().size()))
        .orElseGet(() -> new ReviewedQuorum(quorum, "", List.of()));
  }

  /** By the path that the fewest can review; an imagined one where there is none yet. */
  private ReviewedQuorum narrowest(Quorum quorum, Text pattern) {
    List<String> matching = matching(pattern);
    List<String> looked =
        matching.isEmpty() ? List.of(pattern.value().replaceAll("\\*+", "x")) : matching;
    return looked.stream()
        .map(path -> new ReviewedQuorum(quorum, path, reviewers(path)))
        .min(Comparator.comparingInt(reviewed -> reviewed.reviewers().size()))
        .orElseThrow();
  }

  private List<String> matching(Text pattern) {
    Glob glob = Glob.of(pattern.value());
    return paths.stream().filter(glob::matches).toList();
  }

  private List<String> reviewers(String path) {
    return people.stream()
        .filter(person -> person.person().roles().contains(Role.REVIEWER))
        .filter(person -> Authority.covers(person.person(), path) && person.maySign())
        .map(person -> person.person().id().value())
        .distinct()
        .toList();
  }

  List<TrustDefect> defects() {
    List<TrustDefect> defects = new ArrayList<>();
    for (Quorum quorum : configuration.quorum()) {
      for (Text pattern : quorum.paths()) {
        defect(quorum, pattern).ifPresent(defects::add);
      }
    }
    SELF.forEach((path, pattern) -> unguarded(path, pattern).ifPresent(defects::add));
    return defects;
  }

  private Optional<TrustDefect> defect(Quorum quorum, Text pattern) {
    if (matching(pattern).isEmpty()) {
      return Optional.of(
          TrustDefect.warning(
              pattern.span(),
              "no file matches `" + pattern.value() + "`, so this demands nothing",
              "paths start at the policy root, without a slash; `folder/**` is all of a folder"));
    }
    ReviewedQuorum least = narrowest(quorum, pattern);
    if (least.reviewers().size() >= quorum.reviewers()) {
      return Optional.empty();
    }
    String who =
        least.reviewers().isEmpty()
            ? "nobody"
            : "only `" + String.join("`, `", least.reviewers()) + "`";
    return Optional.of(
        TrustDefect.error(
            pattern.span(),
            "a change of `"
                + least.path()
                + "` needs "
                + quorum.reviewers()
                + (quorum.reviewers() == 1 ? " reviewer, and " : " reviewers, and ")
                + who
                + " could review it",
            "a reviewer has that role, covers the path, and has a key that counts"));
  }

  private Optional<TrustDefect> unguarded(String path, String pattern) {
    boolean guarded =
        configuration.quorum().stream()
            .flatMap(quorum -> quorum.paths().stream())
            .anyMatch(text -> Glob.of(text.value()).matches(path));
    Span all = configuration.span();
    return guarded
        ? Optional.empty()
        : Optional.of(
            TrustDefect.warning(
                new Span(all.path(), all.line(), all.column(), all.line(), all.column() + 1),
                "no quorum is for `" + pattern + "`: one signature alone can change it",
                "add `{ paths: [\"" + pattern + "\"], reviewers: 2 }` to `trust.quorum`"));
  }
}
