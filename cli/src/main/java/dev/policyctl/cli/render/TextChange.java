package dev.policyctl.cli.render;

import java.util.List;

/** What a change of a text removes and adds, line by line, with the lines around it. */
public final class TextChange {
  private static final int AROUND = 3;

  private TextChange() {}

  /** A preview in the look of a diff; {@code before} is empty for a new file. */
  public static String preview(String path, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int same = 0;
    while (same < old.size() && same < now.size() && old.get(same).equals(now.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < old.size() - same
        && tail < now.size() - same
        && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
      tail++;
    }
    StringBuilder out = new StringBuilder();
    out.append(Terminal.safe(path)).append(":\n");
    lines("  ", old.subList(Math.max(0, same - AROUND), same), out);
    lines("- ", old.subList(same, old.size() - tail), out);
    lines("+ ", now.subList(same, now.size() - tail), out);
    int end = now.size() - tail;
    lines("  ", now.subList(end, Math.min(now.size(), end + AROUND)), out);
    return out.toString();
  }

  private static void lines(String lead, List<String> lines, StringBuilder out) {
    lines.forEach(line -> out.append(Terminal.safe(lead + line).stripTrailing()).append('\n'));
  }
}
