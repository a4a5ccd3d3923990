package dev.policyctl.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream of JSON requests, one a line; a request may also run over several lines, as a file that
 * a person wrote does. It ends with the line that closes its first bracket. Blank lines are
 * skipped.
 *
 * <p>A request that nothing closes ends where the next line begins with a bracket in its first
 * column, so that one broken request does not swallow the rest.
 */
final class RequestLines {
  private static final int LONGEST = 1 << 20;

  private final BufferedReader reader;
  private String ahead = "";

  RequestLines(BufferedReader reader) {
    this.reader = reader;
  }

  /** The text of the next request, at most 2^20 characters of it; nothing at the end. */
  Optional<String> next() throws IOException {
    String line = nextLine();
    while (line != null && line.isBlank()) {
      line = nextLine();
    }
    if (line == null) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder(line);
    Brackets brackets = new Brackets();
    brackets.take(line);
    while (brackets.open()) {
      line = nextLine();
      if (line == null) {
        break;
      }
      if (line.startsWith("{")) {
        ahead = line;
        break;
      }
      brackets.take(line);
      append(text, line);
    }
    return Optional.of(text.toString());
  }

  private static void append(StringBuilder text, String line) {
    int room = LONGEST - text.length() - 1;
    if (room > 0) {
      text.append('\n').append(line, 0, Math.min(line.length(), room));
    }
  }

  private @Nullable String nextLine() throws IOException {
    if (!ahead.isEmpty()) {
      String line = ahead;
      ahead = "";
      return line;
    }
    return BoundedLine.read(reader, LONGEST);
  }

  /** How many brackets are open, those in strings left aside. */
  private static final class Brackets {
    private int depth;
    private boolean string;

    boolean open() {
      return depth > 0;
    }

    void take(String line) {
      for (int i = 0; i < line.length(); i++) {
        char c = line.charAt(i);
        if (string) {
          if (c == '\\') {
            i++;
          } else if (c == '"') {
            string = false;
          }
        } else if (c == '"') {
          string = true;
        } else if (c == '{' || c == '[') {
          depth++;
        } else if (c == '}' || c == ']') {
          depth--;
        }
      }
      // No JSON string runs over a line's end.
      string = false;
    }
  }
}
