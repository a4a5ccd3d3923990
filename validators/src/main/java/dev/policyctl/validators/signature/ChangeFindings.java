package dev.policyctl.validators.signature;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.PolicyPaths;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What of a change is worth a look whoever signed it: who is trusted, and what names mean. */
final class ChangeFindings {
  private static final String REGISTRIES = "registries/";
  private static final int MOST_NAMED = 3;
  private static final int MOST_WORDS = 6;

  private final PolicyPaths root;
  private final Optional<TrustConfiguration> before;
  private final Optional<TrustConfiguration> after;

  ChangeFindings(
      PolicyPaths root, Optional<TrustConfiguration> before, Optional<TrustConfiguration> after) {
    this.root = root;
    this.before = before;
    this.after = after;
  }

  List<Finding> of(List<CommitVerdict> commits) {
    List<Finding> findings = new ArrayList<>();
    List<String> trust = touched(commits, Bootstrap::trust);
    if (!trust.isEmpty() && before.isPresent()) {
      findings.add(trust(trust));
    }
    List<String> registries = touched(commits, path -> path.startsWith(REGISTRIES));
    if (!registries.isEmpty()) {
      findings.add(
          Finding.of(
                  FindingCode.REGISTRY_CHANGED,
                  Span.startOf(registries.get(0)),
                  "the change edits " + names(registries) + ", so names may mean something else")
              .subject("registries")
              .help("`policyctl diff` says what that lets in and shuts out")
              .build());
    }
    return findings;
  }

  private Finding trust(List<String> paths) {
    List<String> words = TrustEdit.between(before, after);
    int more = words.size() - MOST_WORDS;
    String what =
        words.isEmpty()
            ? ""
            : ": it "
                + String.join("; ", words.stream().limit(MOST_WORDS).toList())
                + (more > 0 ? "; and " + more + " more" : "");
    return Finding.of(
            FindingCode.TRUST_CHANGED,
            Span.startOf(paths.get(0)),
            "the change edits what later changes are judged by, " + names(paths) + what)
        .subject("trust")
        .help("it is judged by the target's own people and keys, not by these")
        .build();
  }

  private List<String> touched(List<CommitVerdict> commits, Predicate<String> wanted) {
    TreeSet<String> paths = new TreeSet<>();
    for (CommitVerdict commit : commits) {
      root.of(commit).stream().filter(wanted).forEach(paths::add);
    }
    return List.copyOf(paths);
  }

  private static String names(List<String> paths) {
    int more = paths.size() - MOST_NAMED;
    String first =
        paths.stream()
            .limit(MOST_NAMED)
            .map(path -> "`" + path + "`")
            .collect(Collectors.joining(", "));
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
