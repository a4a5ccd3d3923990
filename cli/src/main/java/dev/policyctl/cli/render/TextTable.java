package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import java.util.ArrayList;
import java.util.List;

/** Columns of text in as little width as their contents need; long cells are broken into lines. */
final class TextTable {
  private static final String GAP = "  ";
  private static final int WIDEST = 44;

  private final Terminal terminal;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** A cell; its lines one below the other. */
  record Cell(Style style, List<String> lines) {
    static final Cell NOTHING = new Cell(Style.PLAIN, List.of());

    Cell {
      lines = List.copyOf(lines);
    }

    static Cell plain(String text) {
      return new Cell(Style.PLAIN, List.of(text));
    }

    /** Items with commas between them, broken where they are too wide. */
    static Cell of(List<String> items) {
      return of("", items);
    }

    /** As above, behind a title that further lines are indented by. */
    static Cell of(String title, List<String> items) {
      return new Cell(Style.PLAIN, broken(title, items));
    }

    Cell styled(Style other) {
      return new Cell(other, lines);
    }

    /** This and below it another, in this one's style. */
    Cell below(Cell other) {
      List<String> both = new ArrayList<>(lines);
      both.addAll(other.lines);
      return new Cell(style, both);
    }
  }

  TextTable(Terminal terminal) {
    this.terminal = terminal;
  }

  void row(List<Cell> cells) {
    rows.add(List.copyOf(cells));
  }

  private static List<String> broken(String title, List<String> items) {
    List<String> lines = new ArrayList<>();
    String line = title;
    for (int i = 0; i < items.size(); i++) {
      String item = items.get(i) + (i + 1 < items.size() ? "," : "");
      if (!line.isBlank() && i > 0 && Terminal.width(line + " " + item) > WIDEST) {
        lines.add(line);
        line = " ".repeat(Terminal.width(title));
      }
      line += (line.isEmpty() || line.endsWith(" ") ? "" : " ") + item;
    }
    lines.add(line);
    return lines;
  }

  /** The table, its rows indented. */
  void write(String indent, StringBuilder out) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<Cell> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        for (String line : row.get(column).lines()) {
          widths[column] = Math.max(widths[column], Terminal.width(line));
        }
      }
    }
    for (List<Cell> row : rows) {
      int height = row.stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
      for (int line = 0; line < height; line++) {
        out.append(line(row, line, widths, indent)).append('\n');
      }
    }
  }

  private String line(List<Cell> row, int number, int[] widths, String indent) {
    StringBuilder line = new StringBuilder(indent);
    int blanks = 0;
    for (int column = 0; column < row.size(); column++) {
      Cell cell = row.get(column);
      String text = number < cell.lines().size() ? cell.lines().get(number) : "";
      if (!text.isEmpty()) {
        line.append(" ".repeat(blanks)).append(terminal.styled(cell.style(), text));
        blanks = 0;
      }
      blanks += widths[column] - Terminal.width(text) + GAP.length();
    }
    return line.toString();
  }
}
