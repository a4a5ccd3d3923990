package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessAnswer;
import dev.policyctl.analysis.query.AccessRegion;
import dev.policyctl.analysis.region.Extent;
import java.util.ArrayList;
import java.util.List;

/** One line a region that gets in; then a line that counts. */
public final class CompactQuery implements QueryRenderer {

  @Override
  public String render(QueryReport report) {
    StringBuilder out = new StringBuilder();
    AccessAnswer answer = report.answer();
    for (AccessAnswer.Group group : answer.groups()) {
      for (AccessRegion region : group.regions()) {
        out.append(Terminal.safe(line(answer, group, region))).append('\n');
      }
    }
    answer.groups().stream()
        .filter(group -> group.moreRegions() > 0)
        .forEach(group -> out.append(Terminal.safe(more(answer, group))).append('\n'));
    answer
        .unexplored()
        .forEach(
            box ->
                out.append(Terminal.safe("undetermined: " + QueryText.extents(box))).append('\n'));
    return out.append(answer.complete() ? "" : "at least ")
        .append(QueryText.counts(answer.counts()))
        .append('\n')
        .toString();
  }

  private static String more(AccessAnswer answer, AccessAnswer.Group group) {
    List<Extent> who = new ArrayList<>();
    answer
        .asked()
        .ifPresent(dimension -> who.add(new Extent(dimension.singular(), group.values())));
    return "not told: "
        + (who.isEmpty() ? "" : QueryText.extents(who) + ": ")
        + QueryText.standing(group.standing())
        + ", "
        + QueryText.more(group);
  }

  private static String line(AccessAnswer answer, AccessAnswer.Group group, AccessRegion region) {
    List<Extent> extents = new ArrayList<>();
    answer
        .asked()
        .ifPresent(dimension -> extents.add(new Extent(dimension.singular(), group.values())));
    extents.addAll(region.extents());
    List<String> rules = region.rules().isEmpty() ? List.of("default") : region.rules();
    List<String> obligations = QueryText.obligations(region);
    return QueryText.outcome(region.verdict().outcome())
        + ": "
        + QueryText.extents(extents)
        + (obligations.isEmpty() ? "" : ": " + String.join(", ", obligations))
        + " ("
        + String.join(", ", QueryText.few(rules, 10))
        + ")";
  }
}
