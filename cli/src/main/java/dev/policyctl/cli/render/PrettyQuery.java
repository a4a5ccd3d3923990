package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessAnswer;
import dev.policyctl.analysis.query.AccessRegion;
import dev.policyctl.analysis.query.Standing;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.cli.render.TextTable.Cell;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The answer for people: a table of who can, under which conditions and by which rules. */
public final class PrettyQuery implements QueryRenderer {
  private static final int MOST_NAMES = 12;
  private static final int MOST_RULES = 4;
  private static final int MOST_UNEXPLORED = 5;

  private final Terminal terminal;

  public PrettyQuery(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public String render(QueryReport report) {
    AccessAnswer answer = report.answer();
    StringBuilder out = new StringBuilder();
    String about = QueryText.extents(answer.confinedTo());
    out.append(terminal.styled(Style.STRONG, report.policy()))
        .append(Terminal.safe(": " + report.question() + (about.isEmpty() ? "" : ": " + about)))
        .append('\n');
    boolean shown = table(report, out);
    if (!shown && answer.complete()) {
      out.append('\n')
          .append(terminal.styled(Style.STRONG, answer.asked().isPresent() ? "nobody" : "nothing"))
          .append('\n');
    }
    out.append('\n');
    never(answer, shown, out);
    summary(report, out);
    return out.toString();
  }

  /** Whether there was anything to show. */
  private boolean table(QueryReport report, StringBuilder out) {
    AccessAnswer answer = report.answer();
    List<AccessRegion> regions = new ArrayList<>();
    answer.groups().forEach(group -> regions.addAll(group.regions()));
    if (regions.isEmpty() && answer.moreRegions() == 0) {
      return false;
    }
    List<String> axes = axes(answer, regions);
    TextTable table = new TextTable(terminal);
    table.row(head(answer));
    for (AccessAnswer.Group group : answer.groups()) {
      boolean first = true;
      for (AccessRegion region : group.regions()) {
        table.row(row(answer, group, first, region, axes));
        first = false;
      }
      if (group.moreRegions() > 0) {
        table.row(more(answer, group, first));
      }
    }
    out.append('\n');
    table.write("  ", out);
    return true;
  }

  /** The dimensions in which the rows differ, or are not what was asked about. */
  private static List<String> axes(AccessAnswer answer, List<AccessRegion> regions) {
    Set<String> axes = new LinkedHashSet<>();
    for (Dimension dimension : Dimension.values()) {
      String axis = dimension.singular();
      Set<List<String>> words = new LinkedHashSet<>();
      regions.forEach(region -> words.add(words(region, axis)));
      boolean trivial =
          words.size() == 1
              && words.stream()
                  .allMatch(w -> ordinary(w) || answer.confinedTo().contains(new Extent(axis, w)));
      if (!trivial) {
        axes.add(axis);
      }
    }
    return List.copyOf(axes);
  }

  private static boolean ordinary(List<String> words) {
    return words.isEmpty() || words.get(0).equals("*");
  }

  private static List<String> words(AccessRegion region, String axis) {
    return region.extents().stream()
        .filter(extent -> extent.axis().equals(axis))
        .findFirst()
        .map(Extent::values)
        .orElse(List.of());
  }

  private static List<Cell> head(AccessAnswer answer) {
    List<String> titles = new ArrayList<>();
    answer.asked().ifPresent(dimension -> titles.add(dimension.singular()));
    titles.addAll(List.of("decision", "on", "conditions, obligations", "rules"));
    return titles.stream()
        .map(title -> Cell.plain(title.toUpperCase(Locale.ROOT)).styled(Style.DIM))
        .toList();
  }

  private static List<Cell> row(
      AccessAnswer answer,
      AccessAnswer.Group group,
      boolean first,
      AccessRegion region,
      List<String> axes) {
    List<Cell> cells = new ArrayList<>();
    if (answer.asked().isPresent()) {
      cells.add(first ? who(group) : Cell.plain(""));
    }
    Outcome outcome = region.verdict().outcome();
    cells.add(Cell.plain(QueryText.outcome(outcome)).styled(style(outcome)));
    Cell on = Cell.NOTHING;
    for (String axis : axes) {
      on = on.below(Cell.of(axis + " ", QueryText.few(words(region, axis), MOST_NAMES)));
    }
    cells.add(on);
    Cell then = Cell.NOTHING;
    for (String condition : when(region)) {
      then = then.below(Cell.plain(condition));
    }
    for (String obligation : QueryText.obligations(region)) {
      then = then.below(Cell.plain("+ " + obligation));
    }
    cells.add(then);
    Cell by = Cell.NOTHING;
    for (String rule : rules(region.rules())) {
      by = by.below(Cell.plain(rule));
    }
    cells.add(by);
    return cells;
  }

  /** What of a group is in no region, so that none of its values is left out. */
  private static List<Cell> more(AccessAnswer answer, AccessAnswer.Group group, boolean first) {
    List<Cell> cells = new ArrayList<>();
    if (answer.asked().isPresent()) {
      cells.add(first ? who(group) : Cell.plain(""));
    }
    cells.add(Cell.plain("…").styled(Style.DIM));
    cells.add(Cell.plain(QueryText.more(group)).styled(Style.DIM));
    cells.add(Cell.plain(""));
    cells.add(Cell.plain(""));
    return cells;
  }

  private static Cell who(AccessAnswer.Group group) {
    return Cell.of(values(group))
        .below(Cell.plain(QueryText.standing(group.standing())))
        .styled(Style.STRONG);
  }

  private static List<String> values(AccessAnswer.Group group) {
    List<String> words = new ArrayList<>(QueryText.few(group.values(), MOST_NAMES));
    boolean counted = words.size() == 1 && group.names().size() > 1;
    if (counted) {
      words.set(0, String.format(Locale.ROOT, "%s (%,d)", words.get(0), group.names().size()));
    }
    return words;
  }

  private static Style style(Outcome outcome) {
    return switch (outcome) {
      case ALLOW -> Style.GOOD;
      case REQUIRE_APPROVAL -> Style.WARNING;
      case DENY -> Style.ERROR;
    };
  }

  /** Numbers and time, which are conditions. */
  private static List<String> when(AccessRegion region) {
    List<String> when = new ArrayList<>();
    for (Attribute attribute : Attribute.values()) {
      List<String> words = words(region, attribute.key());
      if (!words.isEmpty()) {
        when.add(attribute.key() + " " + String.join(" or ", QueryText.few(words, MOST_RULES)));
      }
    }
    List<String> time = words(region, "time");
    if (!time.isEmpty()) {
      when.add(String.join(" or ", QueryText.few(time, MOST_RULES)));
    }
    return when;
  }

  private static List<String> rules(List<String> ids) {
    return ids.isEmpty() ? List.of("default") : QueryText.few(ids, MOST_RULES);
  }

  /** Who gets nothing, and by which rules. */
  private void never(AccessAnswer answer, boolean shown, StringBuilder out) {
    List<String> names = new ArrayList<>();
    Set<String> rules = new TreeSet<>();
    boolean silent = false;
    for (AccessAnswer.Group group : answer.groups()) {
      if (group.standing() == Standing.NEVER) {
        names.addAll(group.values());
        rules.addAll(group.deniedBy());
        silent |= group.deniedByDefault();
      }
    }
    List<String> by = new ArrayList<>(QueryText.few(List.copyOf(rules), MOST_RULES));
    if (silent) {
      by.add("default");
    }
    if (!by.isEmpty()) {
      names.sort(Comparator.comparing((String name) -> name.startsWith("$")));
      String who =
          shown ? "never: " + String.join(", ", QueryText.few(names, MOST_NAMES)) + "; " : "";
      out.append(Terminal.safe(who + "denied by " + String.join(", ", by))).append('\n');
    }
  }

  private void summary(QueryReport report, StringBuilder out) {
    AccessAnswer answer = report.answer();
    out.append(Terminal.safe(answer.complete() ? "" : "at least "))
        .append(Terminal.safe(QueryText.counts(answer.counts())))
        .append('\n')
        .append(Terminal.safe(report.source() + ", as of " + report.asOf()))
        .append('\n');
    if (answer.moreRegions() > 0) {
      out.append(Counts.of(answer.moreRegions(), "more part"))
          .append(" only counted: ask about less, or raise --regions\n");
    }
    if (!answer.complete()) {
      out.append(terminal.styled(Style.ERROR, "undetermined: the budget did not suffice for"))
          .append('\n');
      QueryText.unexplored(answer.unexplored(), MOST_UNEXPLORED, out);
    }
  }
}
