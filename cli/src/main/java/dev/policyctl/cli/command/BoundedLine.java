package dev.policyctl.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a line without keeping more of it than asked for. */
final class BoundedLine {

  private BoundedLine() {}

  /** The next line without its end, cut behind {@code most} characters; null at the end. */
  static @Nullable String read(BufferedReader reader, int most) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    if (c < 0) {
      return null;
    }
    while (c >= 0 && c != '\n') {
      if (line.length() < most) {
        line.append((char) c);
      }
      c = reader.read();
    }
    int length = line.length();
    if (length > 0 && line.charAt(length - 1) == '\r') {
      line.setLength(length - 1);
    }
    return line.toString();
  }
}
