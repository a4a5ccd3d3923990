package dev.policyctl.validators.signature;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.finding.Span;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Proposal;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.PolicyPaths;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What speaks against commits, as findings: one for all commits of which the same is to be said.
 */
final class CommitFindings {
  private static final String LOOK = "nothing has to be done; look whether it is meant so";
  private static final int MOST_NAMED = 3;
  private static final int LONGEST_SUBJECT = 60;

  private final PolicyPaths root;
  private final String base;

  /**
   * @param base the target
   */
  CommitFindings(PolicyPaths root, Proposal.Point base) {
    this.base = base.name().indexOf(' ') < 0 ? base.name() : base.commitId().substring(0, 12);
    this.root = root;
  }

  private record Cause(FindingCode code, Severity severity, String message) {}

  List<Finding> of(List<CommitVerdict> commits) {
    Map<Cause, List<CommitVerdict>> causes = new LinkedHashMap<>();
    for (CommitVerdict commit : commits) {
      for (Objection objection : commit.objections()) {
        Cause cause = new Cause(code(objection), Severity.ERROR, objection.message());
        causes.computeIfAbsent(cause, c -> new ArrayList<>()).add(commit);
      }
      for (String remark : commit.remarks()) {
        Cause cause = new Cause(FindingCode.COMMITTER_NOT_SIGNER, Severity.NOTE, remark);
        causes.computeIfAbsent(cause, c -> new ArrayList<>()).add(commit);
      }
    }
    List<Finding> findings = new ArrayList<>();
    causes.forEach((cause, of) -> findings.add(finding(cause, of)));
    return findings;
  }

  private Finding finding(Cause cause, List<CommitVerdict> commits) {
    return Finding.of(
            cause.code(), Span.startOf(place(commits)), names(commits) + ": " + cause.message())
        .severity(cause.severity())
        .subject(
            commits.stream().map(CommitVerdict::id).collect(Collectors.joining(","))
                + "/"
                + cause.message())
        .help(cause.severity() == Severity.NOTE ? LOOK : help(cause.code()))
        .build();
  }

  /** A file to show them at: the first that one of them changes. */
  private String place(List<CommitVerdict> commits) {
    return commits.stream()
        .flatMap(commit -> root.of(commit).stream())
        .findFirst()
        .orElse(PolicyRoot.CONFIGURATION);
  }

  /** {@code commit `3f2a…` (Add a model)}, {@code commits `3f2a…`, `77c1…` and 40 more}. */
  private static String names(List<CommitVerdict> commits) {
    if (commits.size() == 1) {
      return "commit `" + commits.get(0).shortId() + "`" + subject(commits.get(0));
    }
    int more = commits.size() - MOST_NAMED;
    String first =
        commits.stream()
            .limit(MOST_NAMED)
            .map(commit -> "`" + commit.shortId() + "`")
            .collect(Collectors.joining(", "));
    return "commits " + first + (more > 0 ? " and " + more + " more" : "");
  }

  private static String subject(CommitVerdict verdict) {
    Function<String, String> shown =
        subject ->
            subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT
                ? subject.substring(0, subject.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…"
                : subject;
    return verdict
        .commit()
        .map(commit -> commit.message().strip().split("\n", 2)[0].strip())
        .filter(subject -> !subject.isEmpty())
        .map(subject -> " (" + shown.apply(subject) + ")")
        .orElse("");
  }

  private static FindingCode code(Objection objection) {
    return switch (objection.kind()) {
      case UNSIGNED -> FindingCode.UNSIGNED_COMMIT;
      case BAD_SIGNATURE -> FindingCode.BAD_SIGNATURE;
      case UNAUTHORISED -> FindingCode.UNAUTHORISED_CHANGE;
      case MALFORMED -> FindingCode.MALFORMED_COMMIT;
      case COMMITTER -> FindingCode.COMMITTER_NOT_SIGNER;
    };
  }

  private String help(FindingCode code) {
    return switch (code) {
      case UNSIGNED_COMMIT ->
          "sign it: git rebase --exec 'git commit --amend --no-edit -S' "
              + base
              + "; what the forge squashes or rebases passes if a reviewer approved the head of the request: policyctl approve";
      case BAD_SIGNATURE -> "sign it with a key that `policyctl trust list` shows as usable";
      case UNAUTHORISED_CHANGE ->
          "have somebody sign it who may change these paths; `policyctl trust list` shows who";
      case MALFORMED_COMMIT -> "make the commit anew with git";
      default -> "commit and sign as one person, or list the e-mail in `trust.people`";
    };
  }
}
