package dev.policyctl.signing.x509;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Changes one bit after the other. */
final class Flips {
  private Flips() {}

  /** The bits that may be changed unnoticed, with the octets from there. */
  static List<String> accepted(byte[] octets, IntPredicate wanted, Predicate<byte[]> accepts) {
    List<String> accepted = new ArrayList<>();
    for (int bit = 0; bit < octets.length * 8; bit++) {
      int octet = bit / 8;
      if (wanted.test(octet)) {
        byte[] flipped = octets.clone();
        flipped[octet] ^= (byte) (1 << (bit % 8));
        if (accepts.test(flipped)) {
          int end = Math.min(octet + 20, octets.length);
          accepted.add((bit % 8) + " of " + HexFormat.of().formatHex(octets, octet, end));
        }
      }
    }
    return accepted;
  }

  static int indexOf(byte[] octets, byte[] part) {
    for (int i = 0; i + part.length <= octets.length; i++) {
      if (Arrays.equals(octets, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new IllegalArgumentException("not a part of it");
  }
}
