package dev.policyctl.model.text;

import java.util.Arrays;

/**
 * Blanks out the list item around a syntax error, line numbers unchanged, so that the rest of the
 * file can be read. Panic-mode recovery (Aho, Sethi and Ullman, section 4.1) with a list item as
 * the synchronising unit, and a single line where there is no item.
 */
final class SyntaxRecovery {
  private final String[] lines;
  private final StringBuilder lost = new StringBuilder();

  SyntaxRecovery(String text) {
    this.lines = text.split("\n", -1);
  }

  String text() {
    return String.join("\n", lines);
  }

  /** The lines that were blanked out alone, so that keys are missing from what is around them. */
  String lost() {
    return lost.toString();
  }

  /**
   * Blanks the item that holds a line, counted from 1, or the line alone where no item holds it.
   * False where there was nothing left to blank.
   */
  boolean blank(int lineNumber) {
    int line = Math.min(lineNumber, lines.length) - 1;
    while (line > 0 && lines[line].isBlank()) {
      line--;
    }
    if (lines[line].isBlank()) {
      return false;
    }
    int start = enclosingItem(line);
    if (start < 0) {
      lost.append(lines[line]).append('\n');
      lines[line] = "";
      return true;
    }
    int indent = indent(lines[start]);
    int end = start + 1;
    while (end < lines.length && (lines[end].isBlank() || indent(lines[end]) > indent)) {
      end++;
    }
    Arrays.fill(lines, start, end, "");
    return true;
  }

  private int enclosingItem(int line) {
    int scope = indent(lines[line]);
    if (isItem(line)) {
      return line;
    }
    for (int i = line - 1; i >= 0; i--) {
      if (!lines[i].isBlank() && indent(lines[i]) < scope) {
        if (isItem(i)) {
          return i;
        }
        scope = indent(lines[i]);
      }
    }
    return -1;
  }

  private boolean isItem(int line) {
    return lines[line].stripLeading().startsWith("- ");
  }

  private static int indent(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) == ' ') {
      i++;
    }
    return i;
  }
}
