package dev.policyctl.signing.armor;

/** The checksum of OpenPGP's armor: RFC 9580, section 6.1.1. It guards against accidents only. */
final class Crc24 {
  private static final int START = 0xB704CE;
  private static final int POLYNOMIAL = 0x1864CFB;

  private Crc24() {}

  static boolean matches(byte[] checksum, byte[] body) {
    int crc = START;
    for (byte octet : body) {
      crc ^= (octet & 0xFF) << 16;
      for (int bit = 0; bit < 8; bit++) {
        crc <<= 1;
        if ((crc & 0x1000000) != 0) {
          crc ^= POLYNOMIAL;
        }
      }
    }
    return checksum.length == 3
        && (checksum[0] & 0xFF) == ((crc >> 16) & 0xFF)
        && (checksum[1] & 0xFF) == ((crc >> 8) & 0xFF)
        && (checksum[2] & 0xFF) == (crc & 0xFF);
  }
}
