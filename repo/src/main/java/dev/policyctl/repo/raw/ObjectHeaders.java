package dev.policyctl.repo.raw;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits an object into its headers and the rest: lines of a name, a space and a value, which goes
 * on in lines that begin with a space, up to an empty line (git's {@code commit.c} and {@code
 * fsck.c}).
 */
final class ObjectHeaders {
  private static final int MOST_HEADERS = 512;

  private final byte[] bytes;
  private final List<Header> headers = new ArrayList<>();
  private int end;

  /**
   * One header.
   *
   * @param value the lines joined with line feeds, without the space that continues them
   * @param from where its first line begins
   * @param to where the next header begins
   */
  record Header(String name, String value, int from, int to) {}

  private ObjectHeaders(byte[] bytes) {
    this.bytes = bytes;
  }

  static ObjectHeaders of(byte[] bytes) throws MalformedObject {
    for (byte b : bytes) {
      if (b == 0) {
        throw new MalformedObject("it has a NUL byte, behind which readers may stop");
      }
    }
    ObjectHeaders read = new ObjectHeaders(bytes);
    read.read();
    return read;
  }

  private void read() throws MalformedObject {
    int at = 0;
    while (true) {
      int lineEnd = lineEnd(at);
      if (lineEnd == at) {
        end = at + 1;
        return;
      }
      int space = at;
      while (space < lineEnd && bytes[space] != ' ') {
        space++;
      }
      if (space == at || space == lineEnd) {
        throw new MalformedObject("it has a header line without a name or a value");
      }
      if (headers.size() == MOST_HEADERS) {
        throw new MalformedObject("it has more than " + MOST_HEADERS + " headers");
      }
      int next = lineEnd + 1;
      StringBuilder value = new StringBuilder(text(space + 1, lineEnd));
      while (next < bytes.length && bytes[next] == ' ') {
        int more = lineEnd(next);
        value.append('\n').append(text(next + 1, more));
        next = more + 1;
      }
      headers.add(new Header(text(at, space), value.toString(), at, next));
      at = next;
    }
  }

  private int lineEnd(int from) throws MalformedObject {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    throw new MalformedObject("its headers do not end");
  }

  /** Bytes as characters of the same numbers, so that nothing is lost. */
  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  List<Header> headers() {
    return headers;
  }

  /** Where the message begins. */
  int end() {
    return end;
  }
}
