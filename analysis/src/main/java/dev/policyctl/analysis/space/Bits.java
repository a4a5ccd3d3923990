package dev.policyctl.analysis.space;

import java.math.BigInteger;

/** Sets of small numbers as words of bits, all of one length; the plain operations on them. */
public final class Bits {
  private Bits() {}

  /** No number, with room for those below {@code size}. */
  public static long[] empty(int size) {
    return new long[(size + Long.SIZE - 1) / Long.SIZE];
  }

  /** All numbers below {@code size}. */
  public static long[] full(int size) {
    long[] bits = empty(size);
    java.util.Arrays.fill(bits, -1L);
    if (size % Long.SIZE != 0) {
      bits[bits.length - 1] = (1L << size) - 1;
    }
    return bits;
  }

  public static boolean get(long[] bits, int at) {
    return (bits[at >> 6] & (1L << at)) != 0;
  }

  public static void set(long[] bits, int at) {
    bits[at >> 6] |= 1L << at;
  }

  public static void clear(long[] bits, int at) {
    bits[at >> 6] &= ~(1L << at);
  }

  public static boolean isEmpty(long[] bits) {
    for (long word : bits) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the sets have a number in common. */
  public static boolean meet(long[] one, long[] other) {
    for (int i = 0; i < one.length; i++) {
      if ((one[i] & other[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether {@code outer} has every number of {@code inner}. */
  public static boolean contains(long[] outer, long[] inner) {
    for (int i = 0; i < outer.length; i++) {
      if ((inner[i] & ~outer[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  public static long[] and(long[] one, long[] other) {
    long[] both = new long[one.length];
    for (int i = 0; i < both.length; i++) {
      both[i] = one[i] & other[i];
    }
    return both;
  }

  public static long[] or(long[] one, long[] other) {
    long[] any = new long[one.length];
    for (int i = 0; i < any.length; i++) {
      any[i] = one[i] | other[i];
    }
    return any;
  }

  /** The numbers of {@code one} that {@code other} lacks. */
  public static long[] minus(long[] one, long[] other) {
    long[] left = new long[one.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = one[i] & ~other[i];
    }
    return left;
  }

  public static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** The first number from {@code from} on; -1 where there is none. */
  public static int next(long[] bits, int from) {
    int word = from >> 6;
    if (word >= bits.length) {
      return -1;
    }
    long left = bits[word] & (-1L << from);
    while (left == 0) {
      if (++word == bits.length) {
        return -1;
      }
      left = bits[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /** The numbers, ascending. */
  public static int[] toArray(long[] bits) {
    int[] numbers = new int[count(bits)];
    int size = 0;
    for (int at = next(bits, 0); at >= 0; at = next(bits, at + 1)) {
      numbers[size++] = at;
    }
    return numbers;
  }

  /** The product of counts, however large. */
  public static BigInteger product(long[] counts) {
    BigInteger large = BigInteger.ONE;
    long product = 1;
    for (long count : counts) {
      if (count > 1 && product > Long.MAX_VALUE / count) {
        large = large.multiply(BigInteger.valueOf(product));
        product = 1;
      }
      product *= count;
    }
    return large.multiply(BigInteger.valueOf(product));
  }
}
