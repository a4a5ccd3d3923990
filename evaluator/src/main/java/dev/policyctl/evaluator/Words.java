package dev.policyctl.evaluator;

/**
 * Strings as words of 64 bits, so that many stand in one array and are compared without a visit to
 * any other object. A string is a header, with its tag, length and hash, and then its characters:
 * eight a word if they are all below 256, else four. Two strings are equal exactly if their words
 * are, tags left aside.
 */
final class Words {
  /** How long a string may be; nothing equals one that is longer. */
  private static final int LONGEST = (1 << 27) - 2;

  private static final int TAG = 60;
  private static final long UNTAGGED = (1L << TAG) - 1;
  private static final long WIDE = 1L << 59;

  /** What stands for no string: no string has this header, for the empty one is not wide. */
  private static final long ABSENT = WIDE;

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Words() {}

  /** How many words a string takes. */
  static int size(String string) {
    return 1 + characters(string, wide(string));
  }

  private static boolean wide(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (string.charAt(i) > 0xFF) {
        return true;
      }
    }
    return false;
  }

  private static int characters(String string, boolean wide) {
    return string.length() > LONGEST ? 0 : (string.length() + (wide ? 3 : 7)) / (wide ? 4 : 8);
  }

  /**
   * Writes a string.
   *
   * @param tag below 16
   * @return where the next one goes
   */
  static int put(long[] to, int at, int tag, String string) {
    boolean wide = wide(string);
    int end = at + 1 + characters(string, wide);
    int each = wide ? 4 : 8;
    int bits = Long.SIZE / each;
    long hash = 0;
    for (int word = at + 1, from = 0; word < end; word++, from += each) {
      long packed = 0;
      for (int i = Math.min(string.length(), from + each) - 1; i >= from; i--) {
        packed = (packed << bits) | string.charAt(i);
      }
      to[word] = packed;
      hash = (hash ^ packed) * MIX;
      hash ^= hash >>> 32;
    }
    to[at] =
        ((long) tag << TAG)
            | (wide ? WIDE : 0)
            | (Math.min(string.length(), LONGEST + 1L) << Integer.SIZE)
            | Integer.toUnsignedLong((int) hash);
    return end;
  }

  /** Writes that there is no string. */
  static int putAbsent(long[] to, int at, int tag) {
    to[at] = ((long) tag << TAG) | ABSENT;
    return at + 1;
  }

  static int tag(long header) {
    return (int) (header >>> TAG);
  }

  static long untagged(long header) {
    return header & UNTAGGED;
  }

  static int hash(long header) {
    return (int) header;
  }

  private static int length(long header) {
    return (int) ((header & ~WIDE & UNTAGGED) >>> Integer.SIZE);
  }

  /** Where the string after the one at a place stands. */
  static int next(long header, int at) {
    int length = length(header);
    if (length > LONGEST) {
      return at + 1;
    }
    return at + 1 + ((header & WIDE) == 0 ? (length + 7) >>> 3 : (length + 3) >>> 2);
  }

  /**
   * Whether two strings are equal whose headers are.
   *
   * @param at the place before the characters of the one
   * @param otherAt the place before the characters of the other
   * @param header of both
   */
  static boolean equal(long[] one, int at, long[] other, int otherAt, long header) {
    int words = next(header, 0);
    for (int i = 1; i < words; i++) {
      if (one[at + i] != other[otherAt + i]) {
        return false;
      }
    }
    return length(header) <= LONGEST;
  }
}
