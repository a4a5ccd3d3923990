package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.util.Arrays;

/** A place in octets that can end anywhere: reads never go beyond the end. */
final class Cursor {
  private final byte[] octets;
  private int position;

  Cursor(byte[] octets) {
    this.octets = octets;
  }

  boolean atEnd() {
    return position == octets.length;
  }

  int position() {
    return position;
  }

  int octet() throws SigningException {
    return Byte.toUnsignedInt(bytes(1)[0]);
  }

  int twoOctets() throws SigningException {
    return (octet() << 8) | octet();
  }

  long fourOctets() throws SigningException {
    return ((long) twoOctets() << 16) | twoOctets();
  }

  byte[] bytes(long count) throws SigningException {
    if (count > octets.length - position) {
      throw new SigningException(Refusal.MALFORMED, "an OpenPGP packet ends too early");
    }
    byte[] read = Arrays.copyOfRange(octets, position, position + (int) count);
    position += (int) count;
    return read;
  }

  byte[] rest() {
    byte[] read = Arrays.copyOfRange(octets, position, octets.length);
    position = octets.length;
    return read;
  }

  /**
   * A number: RFC 9580, section 3.2. Its bit count stands outside of what is hashed, so only the
   * right one is let through.
   */
  BigInteger number() throws SigningException {
    int bits = twoOctets();
    BigInteger number = new BigInteger(1, bytes((bits + 7) / 8));
    if (number.bitLength() != bits) {
      throw new SigningException(Refusal.MALFORMED, "a number with a wrong bit count");
    }
    return number;
  }

  void demandEnd() throws SigningException {
    if (!atEnd()) {
      throw new SigningException(Refusal.MALFORMED, "an OpenPGP packet has octets left over");
    }
  }
}
