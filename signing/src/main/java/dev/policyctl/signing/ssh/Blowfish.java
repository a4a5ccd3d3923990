package dev.policyctl.signing.ssh;

import java.math.BigInteger;

/**
 * Schneier's block cipher with the salted key schedule of bcrypt (Provos and Mazières, "A
 * Future-Adaptable Password Scheme", 1999), which general libraries do not offer apart.
 */
final class Blowfish {
  private static final int ROUNDS = 16;
  private static final int P_WORDS = ROUNDS + 2;
  private static final int BOXES = 4;
  private static final int BOX_WORDS = 256;
  private static final int WORDS = P_WORDS + BOXES * BOX_WORDS;

  /** The round keys, then the four boxes. */
  private final int[] state = Initial.STATE.clone();

  private int left;
  private int right;

  /** What every key schedule starts from: the binary digits of π after the point, in order. */
  private static final class Initial {
    private static final int GUARD_BITS = 64;
    static final int[] STATE = fractionOfPi();

    private static int[] fractionOfPi() {
      int bits = Integer.SIZE * WORDS;
      BigInteger one = BigInteger.ONE.shiftLeft(bits + GUARD_BITS);
      // Machin: π = 16 arctan(1/5) − 4 arctan(1/239)
      BigInteger pi =
          arctanOfInverse(5, one).shiftLeft(4).subtract(arctanOfInverse(239, one).shiftLeft(2));
      BigInteger fraction = pi.mod(one).shiftRight(GUARD_BITS);
      int[] words = new int[WORDS];
      for (int i = 0; i < WORDS; i++) {
        words[i] = fraction.shiftRight(bits - Integer.SIZE * (i + 1)).intValue();
      }
      return words;
    }

    private static BigInteger arctanOfInverse(int n, BigInteger one) {
      BigInteger square = BigInteger.valueOf((long) n * n);
      BigInteger power = one.divide(BigInteger.valueOf(n));
      BigInteger sum = BigInteger.ZERO;
      for (int k = 1; power.signum() != 0; k += 2) {
        BigInteger term = power.divide(BigInteger.valueOf(k));
        sum = k % 4 == 1 ? sum.add(term) : sum.subtract(term);
        power = power.divide(square);
      }
      return sum;
    }
  }

  /** Mixes in a key, and a salt that may be all zeros; words of both are used again in turn. */
  void expand(int[] salt, int[] key) {
    for (int i = 0; i < P_WORDS; i++) {
      state[i] ^= key[i % key.length];
    }
    left = 0;
    right = 0;
    for (int i = 0; i < WORDS; i += 2) {
      left ^= salt[i % salt.length];
      right ^= salt[(i + 1) % salt.length];
      encipher();
      state[i] = left;
      state[i + 1] = right;
    }
  }

  /** Enciphers pairs of words in place. */
  void encipher(int[] words) {
    for (int i = 0; i < words.length; i += 2) {
      left = words[i];
      right = words[i + 1];
      encipher();
      words[i] = left;
      words[i + 1] = right;
    }
  }

  private void encipher() {
    int l = left;
    int r = right;
    for (int i = 0; i < ROUNDS; i += 2) {
      l ^= state[i];
      r ^= mix(l) ^ state[i + 1];
      l ^= mix(r);
    }
    left = r ^ state[ROUNDS + 1];
    right = l ^ state[ROUNDS];
  }

  private int mix(int word) {
    int a = state[P_WORDS + (word >>> 24)];
    int b = state[P_WORDS + BOX_WORDS + ((word >>> 16) & 0xff)];
    int c = state[P_WORDS + 2 * BOX_WORDS + ((word >>> 8) & 0xff)];
    int d = state[P_WORDS + 3 * BOX_WORDS + (word & 0xff)];
    return ((a + b) ^ c) + d;
  }
}
