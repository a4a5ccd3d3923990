package dev.policyctl.model.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The text of one file, by lines. Line ends are {@code \n} or {@code \r\n}. */
public final class SourceText {
  private final String path;
  private final String text;
  private int[] lineStarts = new int[0];

  /**
   * Makes one.
   *
   * @param path relative to the policy root, with {@code /}
   */
  public SourceText(String path, String text) {
    this.path = path;
    this.text = text;
  }

  /**
   * The text behind strict UTF-8, without a leading byte order mark; empty where it is not UTF-8.
   */
  public static Optional<SourceText> decode(String path, byte[] bytes) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes))
              .toString();
      return Optional.of(
          new SourceText(path, text.startsWith("\uFEFF") ? text.substring(1) : text));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** How many lines there are; at least one. */
  public synchronized int lineCount() {
    return starts().length;
  }

  /** A line, counted from 1, without its end; empty behind the last one. */
  public synchronized String line(int number) {
    int[] starts = starts();
    if (number < 1 || number > starts.length) {
      return "";
    }
    int end = number < starts.length ? starts[number] - 1 : text.length();
    if (end > starts[number - 1] && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(starts[number - 1], end);
  }

  private int[] starts() {
    if (lineStarts.length == 0) {
      int[] found = new int[16];
      int size = 1;
      for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
        if (size == found.length) {
          found = Arrays.copyOf(found, size * 2);
        }
        found[size++] = i + 1;
      }
      lineStarts = Arrays.copyOf(found, size);
    }
    return lineStarts;
  }
}
