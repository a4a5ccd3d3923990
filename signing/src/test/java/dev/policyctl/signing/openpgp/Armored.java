package dev.policyctl.signing.openpgp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Makes armor of packets, and packets of armor, without a checksum. */
final class Armored {
  private Armored() {}

  static byte[] signature(byte[]... packets) {
    return of("PGP SIGNATURE", packets);
  }

  static byte[] of(String label, byte[]... packets) {
    String base64 =
        Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(joined(List.of(packets)));
    String armor = "-----BEGIN " + label + "-----\n\n" + base64 + "\n-----END " + label + "-----\n";
    return armor.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] body(byte[] armor) {
    StringBuilder base64 = new StringBuilder();
    for (String line : new String(armor, StandardCharsets.US_ASCII).split("\n", -1)) {
      if (!line.startsWith("-----") && !line.startsWith("=") && !line.contains(":")) {
        base64.append(line);
      }
    }
    return Base64.getDecoder().decode(base64.toString());
  }

  static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    parts.forEach(joined::writeBytes);
    return joined.toByteArray();
  }
}
