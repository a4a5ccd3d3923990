package dev.policyctl.signing.ssh;

import java.math.BigInteger;
import java.util.List;
import java.util.Set;

/**
 * A section of a key revocation list that names certificates.
 *
 * @param authority the wire form of the authority's key; empty: of every authority
 * @param serials each by itself, unsigned
 * @param ranges of serials, both ends included
 */
record RevokedCertificates(
    String authority,
    Set<Long> serials,
    List<Range> ranges,
    List<Bits> bitmaps,
    Set<String> keyIds) {

  RevokedCertificates {
    serials = Set.copyOf(serials);
    ranges = List.copyOf(ranges);
    bitmaps = List.copyOf(bitmaps);
    keyIds = Set.copyOf(keyIds);
  }

  /** Unsigned numbers from first to last. */
  record Range(long first, long last) {
    boolean contains(long serial) {
      return Long.compareUnsigned(first, serial) <= 0 && Long.compareUnsigned(serial, last) <= 0;
    }
  }

  /** Serials from an offset on, one bit each. */
  record Bits(long offset, BigInteger bits) {
    boolean contains(long serial) {
      long bit = serial - offset;
      return Long.compareUnsigned(serial, offset) >= 0
          && Long.compareUnsigned(bit, bits.bitLength()) < 0
          && bits.testBit((int) bit);
    }
  }

  boolean contains(SshCertificate certificate) {
    return keyIds.contains(certificate.keyId()) || containsSerial(certificate.serial());
  }

  /** Never of 0, which stands for a certificate that was given no serial. */
  private boolean containsSerial(long serial) {
    return serial != 0
        && (serials.contains(serial)
            || ranges.stream().anyMatch(range -> range.contains(serial))
            || bitmaps.stream().anyMatch(bitmap -> bitmap.contains(serial)));
  }
}
