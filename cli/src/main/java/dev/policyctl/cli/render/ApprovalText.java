package dev.policyctl.cli.render;

import dev.policyctl.trust.ApprovalStatement;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.QuorumVerdict;
import java.util.List;

/** What was approved, what is missing still, and how it gets to the others. */
public final class ApprovalText {
  private static final int MOST_COMMITS = 5;

  private ApprovalText() {}

  /** The report, in lines. */
  public static String of(ApprovalReport report) {
    StringBuilder out = new StringBuilder();
    ApprovalStatement statement = report.statement();
    long files =
        report.verdict().commits().stream()
            .flatMap(commit -> commit.touched().stream())
            .distinct()
            .count();
    line(out, "approved: tree " + statement.tree());
    line(out, "  head: " + statement.head());
    line(
        out,
        "  base: "
            + statement.base()
            + " ("
            + report.base()
            + "), "
            + Counts.of(report.verdict().commits().size(), "commit")
            + ", "
            + Counts.of(files, "file"));
    report
        .approval()
        .approval()
        .ifPresent(
            approval ->
                line(
                    out,
                    "  by: `" + approval.by() + "` with " + approval.signature().fingerprint()));
    statement.expires().ifPresent(expires -> line(out, "  until: " + expires));
    report.verdict().quorum().forEach(quorum -> quorum(out, quorum));
    objections(out, report.verdict().commits());
    line(out, "push it: git push origin refs/tags/" + statement.tagName());
    return out.toString();
  }

  private static void quorum(StringBuilder out, QuorumVerdict quorum) {
    if (quorum.met()) {
      line(
          out,
          "enough reviewers of `"
              + String.join("`, `", quorum.globs())
              + "`: `"
              + String.join("`, `", quorum.counted())
              + "`");
    } else {
      line(out, "still missing: " + quorum.message());
      line(out, "  help: " + quorum.help());
    }
  }

  private static void objections(StringBuilder out, List<CommitVerdict> commits) {
    List<CommitVerdict> refused = commits.stream().filter(commit -> !commit.passes()).toList();
    refused.stream()
        .limit(MOST_COMMITS)
        .forEach(
            commit ->
                line(
                    out,
                    "does not pass: "
                        + commit.shortId()
                        + ": "
                        + commit.objections().get(0).message()));
    if (refused.size() > MOST_COMMITS) {
      line(out, "does not pass: " + (refused.size() - MOST_COMMITS) + " more");
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append(Terminal.safe(text)).append('\n');
  }
}
