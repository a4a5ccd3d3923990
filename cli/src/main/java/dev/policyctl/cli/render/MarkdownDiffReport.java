package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.BumpReason;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.StructuralChange;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.evaluator.AuthZen;
import java.util.ArrayList;
import java.util.List;

/**
 * What changed, as a comment on a pull request: a sentence a policy first, the rest folded away;
 * short enough for every forge. The marker in its first line finds the comment of the last run.
 */
public final class MarkdownDiffReport implements DiffReportRenderer {
  /** Forges take 65,536 characters; this leaves room for what a job puts around it. */
  static final int LONGEST = 60_000;

  static final String MARKER = "<!-- policyctl:diff -->";

  private static final int MOST_REGIONS = 50;

  /** Room for the ends of what was begun, and for the line about what was cut. */
  private static final int RESERVE = 300;

  @Override
  public String render(DiffReport report) {
    StringBuilder out = new StringBuilder(MARKER).append("\n");
    List<String> lines = sentences(report);
    int cut = append(out, lines, LONGEST / 2);
    for (BundleDiff bundle : report.changed()) {
      List<String> details = details(bundle);
      String begin = "\n<details><summary>" + bundle.bundle() + "</summary>\n\n";
      if (out.length() + begin.length() + RESERVE > LONGEST) {
        cut += details.size();
        continue;
      }
      out.append(begin);
      cut += append(out, details, LONGEST - RESERVE);
      out.append("\n</details>\n");
    }
    if (cut > 0) {
      out.append("\nCut for its length: ")
          .append(Counts.of(cut, "line"))
          .append(". The pretty and json reports of `policyctl diff` have them.\n");
    }
    return out.toString();
  }

  /** Appends lines as long as they fit; returns how many did not. */
  private static int append(StringBuilder out, List<String> lines, int longest) {
    int cut = 0;
    for (String line : lines) {
      if (cut > 0 || out.length() + line.length() + 1 > longest) {
        cut++;
      } else {
        out.append(line).append('\n');
      }
    }
    return cut;
  }

  private static List<String> sentences(DiffReport report) {
    List<String> lines = new ArrayList<>();
    report.failures().forEach(failure -> lines.add("- ❌ " + Markdown.text(failure)));
    for (DiffReport.Problem problem : report.problems()) {
      lines.add("- ❌ not compared: " + Markdown.text(DiffWords.problem(problem)));
    }
    for (BundleDiff bundle : report.changed()) {
      lines.add(
          "- **"
              + Markdown.text(bundle.bundle() + ": " + bundle.change().impact().label())
              + "**: "
              + Markdown.text(DiffWords.sentence(bundle)));
    }
    if (!report.unchanged().isEmpty()) {
      lines.add("- " + Markdown.text(DiffWords.unchanged(report.unchanged())));
    }
    lines.add("");
    lines.add(
        "policyctl diff, "
            + Markdown.code(report.base())
            + " → "
            + Markdown.code(report.head())
            + ", as of "
            + report.asOf());
    return lines;
  }

  private static List<String> details(BundleDiff bundle) {
    List<String> lines = new ArrayList<>();
    for (List<Extent> box : bundle.change().decisions().unexplored()) {
      lines.add(
          "- **not explored within the budget**: "
              + Markdown.text(DiffWords.extents(box, List.of())));
    }
    for (StructuralChange change : bundle.change().structural()) {
      String waived = bundle.waiver(change).map(w -> " (waived: `" + w + "`)").orElse("");
      lines.add("- " + change.kind().label() + ": " + Markdown.text(change.message() + waived));
    }
    List<Region> regions = bundle.change().decisions().regions();
    int shown = Math.min(MOST_REGIONS, regions.size());
    regions.subList(0, shown).forEach(region -> region(bundle, region, lines));
    long more = regions.size() - shown + bundle.change().decisions().moreRegions();
    if (more > 0) {
      lines.add("- … and " + Counts.of(more, "more region"));
    }
    lines.add("");
    lines.add("Required bump: **" + bundle.bumpLabel() + "**");
    lines.add("");
    for (BumpReason reason : bundle.bump().required().reasons()) {
      String note = reason.acknowledge() ? " (to be acknowledged)" : "";
      lines.add("- " + reason.bump().label() + ": " + Markdown.text(reason.message() + note));
    }
    return lines;
  }

  private static void region(BundleDiff bundle, Region region, List<String> lines) {
    lines.add(
        "- "
            + Markdown.text(DiffWords.extents(region.extents(), region.secondRoles()))
            + ": **"
            + Markdown.text(DiffWords.shift(region.shift()))
            + "** ("
            + DiffWords.count(region.combinations(), "combination")
            + ")");
    lines.add(
        "  - decided by "
            + Markdown.text(DiffWords.rules(region.rulesBefore()))
            + " before, by "
            + Markdown.text(DiffWords.rules(region.rulesAfter()))
            + " after"
            + bundle.waiver(region).map(w -> ", waived: " + Markdown.code(w)).orElse(""));
    lines.add("  - witness: " + Markdown.code(AuthZen.write(region.witness())));
  }
}
