package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.Impact;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.LogReport.Entry;
import dev.policyctl.cli.render.LogReport.Undecided;
import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.trust.ApprovalVerdict;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.HistoryVerdict;
import dev.policyctl.trust.QuorumVerdict;
import java.util.List;

/** The history for people: a block of lines for each change. */
public final class PrettyLog implements LogRenderer {
  private static final int MOST_BROUGHT = 8;

  private final Terminal terminal;

  public PrettyLog(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(LogReport report) {
    StringBuilder out = new StringBuilder();
    line(
        out,
        Style.PLAIN,
        report.base().map(base -> base + " → ").orElse("")
            + report.tip()
            + ", as of "
            + report.asOf()
            + ": "
            + Counts.of(report.entries().size(), "change")
            + (report.limited() ? ", as many as --max lets through" : ""));
    line(out, Style.PLAIN, "signatures: " + report.signatures());
    for (Entry entry : report.entries()) {
      out.append('\n');
      entry(entry, report.judge().isPresent(), out);
    }
    if (!report.undecided().isEmpty()) {
      out.append('\n');
      report.undecided().forEach(open -> undecided("", open, out));
    }
    return out.toString();
  }

  private void line(StringBuilder out, Style style, String text) {
    out.append(terminal.styled(style, text)).append('\n');
  }

  private void entry(Entry entry, boolean judged, StringBuilder out) {
    out.append(terminal.styled(Style.STRONG, entry.shortId()))
        .append(terminal.styled(Style.DIM, "  " + entry.claimed() + " (claimed)"))
        .append(Terminal.safe("  " + entry.subject()))
        .append('\n');
    if (!judged) {
      line(
          out,
          Style.PLAIN,
          "  signer: "
              + entry.commit().map(c -> LogWords.claimed(entry.claimedKey())).orElse("malformed")
              + ", not judged");
    }
    entry.verdict().ifPresent(verdict -> verdict(verdict, out));
    if (!entry.bundles().isEmpty() || !entry.areas().isEmpty()) {
      line(out, Style.PLAIN, "  touches: " + LogWords.touched(entry));
    }
    entry.policies().forEach(policy -> policy(policy, out));
    entry
        .notValid()
        .forEach(
            policy ->
                line(
                    out, Style.ERROR, "  " + policy.bundle() + ": not valid: " + policy.message()));
    if (!entry.releases().isEmpty()) {
      line(
          out,
          Style.PLAIN,
          "  tagged: " + String.join(", ", entry.releases()) + " (tags are not verified here)");
    }
    entry.undecided().forEach(open -> undecided("  ", open, out));
  }

  private void verdict(HistoryVerdict verdict, StringBuilder out) {
    commit("  signer: ", verdict.commit(), out);
    List<CommitVerdict> brought = verdict.brought();
    if (!brought.isEmpty()) {
      line(out, Style.PLAIN, "  brings " + Counts.of(brought.size(), "commit") + ":");
    }
    // The newest first, as the changes are; those that do not pass are never left out.
    int listed = 0;
    for (int i = brought.size() - 1; i >= 0; i--) {
      if (listed < MOST_BROUGHT || !brought.get(i).passes()) {
        commit("    " + brought.get(i).shortId() + ": ", brought.get(i), out);
        listed++;
      }
    }
    if (listed < brought.size()) {
      line(
          out,
          Style.PLAIN,
          "    … and " + Counts.of(brought.size() - listed, "more commit") + " that pass");
    }
    if (!verdict.approvedBy().isEmpty()) {
      line(out, Style.PLAIN, "  approved: " + String.join(", ", verdict.approvedBy()));
    }
    for (ApprovalVerdict approval : verdict.approvals()) {
      approval
          .whyNot()
          .ifPresent(
              why -> line(out, Style.WARNING, "  not counted: `" + approval.tag() + "`: " + why));
    }
    for (QuorumVerdict quorum : verdict.missing()) {
      line(out, Style.ERROR, "  quorum missing: " + quorum.message());
    }
  }

  private void commit(String lead, CommitVerdict commit, StringBuilder out) {
    out.append(Terminal.safe(lead + LogWords.signer(commit) + ": "))
        .append(
            terminal.styled(commit.passes() ? Style.GOOD : Style.ERROR, LogWords.verdict(commit)))
        .append('\n');
    for (String remark : commit.remarks()) {
      line(out, Style.DIM, "    note: " + remark);
    }
  }

  private void policy(BundleDiff policy, StringBuilder out) {
    Impact impact = policy.change().impact();
    out.append(Terminal.safe("  " + policy.bundle() + ": "));
    if (policy.change().sameContent()) {
      out.append(terminal.styled(Style.GOOD, "the same content")).append('\n');
      return;
    }
    out.append(terminal.styled(PrettyDiffReport.style(impact), impact.label() + ":"))
        .append(Terminal.safe(" " + DiffWords.sentence(policy)))
        .append('\n');
    if (!policy.change().complete()) {
      line(out, Style.ERROR, "    undecided: the budget does not suffice");
      line(out, Style.PLAIN, "    help: compare the two with `policyctl diff --budget`");
    }
  }

  private void undecided(String indent, Undecided open, StringBuilder out) {
    line(out, Style.ERROR, indent + "undecided: " + open.what() + ": " + open.message());
    if (!open.help().isEmpty()) {
      line(out, Style.PLAIN, indent + "  help: " + open.help());
    }
  }
}
