package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.BumpReason;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Impact;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.StructuralChange;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.evaluator.AuthZen;
import java.util.List;

/** What changed, for people: a sentence a policy, then where, then why the version has to move. */
public final class PrettyDiffReport implements DiffReportRenderer {
  private static final int MOST_REGIONS = 12;
  private static final int MOST_REASONS = 20;

  private final Terminal terminal;

  public PrettyDiffReport(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(DiffReport report) {
    StringBuilder out = new StringBuilder();
    line(out, report.base() + " → " + report.head() + ", as of " + report.asOf());
    report.changed().forEach(bundle -> bundle(bundle, out));
    if (!report.unchanged().isEmpty()) {
      line(out, DiffWords.unchanged(report.unchanged()));
    }
    for (DiffReport.Problem problem : report.problems()) {
      styled(out, Style.ERROR, "not compared: " + DiffWords.problem(problem));
    }
    if (report.problems().stream().anyMatch(problem -> !problem.base())) {
      line(out, "  help: policyctl validate shows every error in its place");
    }
    report.failures().forEach(failure -> styled(out, Style.ERROR, failure));
    return out.toString();
  }

  private static void line(StringBuilder out, String text) {
    out.append(Terminal.safe(text)).append('\n');
  }

  private void styled(StringBuilder out, Style style, String text) {
    out.append(terminal.styled(style, text)).append('\n');
  }

  private void bundle(BundleDiff bundle, StringBuilder out) {
    Impact impact = bundle.change().impact();
    out.append(terminal.styled(Style.STRONG, bundle.bundle() + ":"))
        .append(' ')
        .append(terminal.styled(style(impact), impact.label() + ":"))
        .append(Terminal.safe(" " + DiffWords.sentence(bundle)))
        .append('\n');
    regions(bundle, out);
    unexplored(bundle.change(), out);
    structural(bundle, out);
    reasons(bundle, out);
    out.append('\n');
  }

  static Style style(Impact impact) {
    return switch (impact) {
      case BROADENING, MIXED -> Style.ERROR;
      case NARROWING, OBLIGATIONS -> Style.WARNING;
      case NEUTRAL -> Style.GOOD;
    };
  }

  private void regions(BundleDiff bundle, StringBuilder out) {
    List<Region> regions = bundle.change().decisions().regions();
    for (Region region : regions.subList(0, Math.min(MOST_REGIONS, regions.size()))) {
      line(
          out,
          "  "
              + DiffWords.extents(region.extents(), region.secondRoles())
              + ": "
              + DiffWords.shift(region.shift())
              + " ("
              + DiffWords.count(region.combinations(), "combination")
              + ")");
      line(
          out,
          "    decided by "
              + DiffWords.rules(region.rulesBefore())
              + " before, by "
              + DiffWords.rules(region.rulesAfter())
              + " after");
      bundle.waiver(region).ifPresent(w -> line(out, "    waived: `" + w + "`"));
      out.append(terminal.styled(Style.DIM, "    witness: " + AuthZen.write(region.witness())))
          .append('\n');
    }
    long more =
        Math.max(0, regions.size() - MOST_REGIONS) + bundle.change().decisions().moreRegions();
    if (more > 0) {
      line(out, "  … and " + Counts.of(more, "more region") + "; --output json lists them");
    }
    if (!regions.isEmpty()) {
      line(out, "  replay: give a witness to `policyctl eval " + bundle.bundle() + " --explain`");
    }
  }

  private void unexplored(ChangeReport change, StringBuilder out) {
    for (List<Extent> box : change.decisions().unexplored()) {
      styled(
          out,
          Style.ERROR,
          "  not explored within the budget: " + DiffWords.extents(box, List.of()));
    }
    if (!change.complete()) {
      line(out, "  help: raise --budget");
    }
  }

  private void structural(BundleDiff bundle, StringBuilder out) {
    for (StructuralChange change : bundle.change().structural()) {
      line(
          out,
          "  "
              + change.kind().label()
              + ": "
              + change.message()
              + bundle.waiver(change).map(waiver -> " (waived: `" + waiver + "`)").orElse(""));
    }
  }

  private static void reasons(BundleDiff bundle, StringBuilder out) {
    List<BumpReason> reasons = bundle.bump().required().reasons();
    for (BumpReason reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
      line(
          out,
          "  "
              + reason.bump().label()
              + ": "
              + reason.message()
              + (reason.acknowledge() ? " (to be acknowledged)" : ""));
    }
    if (reasons.size() > MOST_REASONS) {
      line(out, "  … and " + Counts.of(reasons.size() - MOST_REASONS, "more reason"));
    }
  }
}
