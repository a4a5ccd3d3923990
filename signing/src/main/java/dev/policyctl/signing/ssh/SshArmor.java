package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The text around a signature: a header line, lines of base 64, a footer line. Just one, and
 * nothing before it or after the footer's line end.
 */
final class SshArmor {
  private static final String HEADER = "-----BEGIN SSH SIGNATURE-----";
  private static final String FOOTER = "-----END SSH SIGNATURE-----";
  private static final int LONGEST = 64 * 1024;
  // The standard asks for 76; a writer may choose less, and ssh-keygen does with 70.
  private static final int LONGEST_LINE = 76;
  private static final int WRITTEN_LINE = 70;

  private SshArmor() {}

  static byte[] decode(byte[] armor) throws SigningException {
    if (armor.length > LONGEST) {
      throw malformed("is longer than 64 KiB");
    }
    String text = new String(armor, StandardCharsets.ISO_8859_1);
    if (text.indexOf(HEADER) != text.lastIndexOf(HEADER)) {
      throw new SigningException(
          Refusal.SEVERAL_SIGNATURES, "there is more than one SSH signature in the armor");
    }
    if (!text.startsWith(HEADER + "\n")) {
      throw malformed("does not start with the line `" + HEADER + "`");
    }
    String end = "\n" + FOOTER;
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    if (!body.endsWith(end) || body.length() < HEADER.length() + 1 + end.length()) {
      throw malformed("does not end with the line `" + FOOTER + "`");
    }
    return lines(body.substring(HEADER.length() + 1, body.length() - end.length()));
  }

  private static byte[] lines(String body) throws SigningException {
    StringBuilder encoded = new StringBuilder(body.length());
    for (String line : body.split("\n", -1)) {
      if (line.isEmpty() || line.length() > LONGEST_LINE) {
        throw malformed("has a line that is empty or longer than " + LONGEST_LINE);
      }
      encoded.append(line);
    }
    return Text64.decode(encoded.toString())
        .orElseThrow(() -> malformed("has lines that are not base 64"));
  }

  static byte[] encode(byte[] signature) {
    // An encoder breaks lines at multiples of four only; 70 is what ssh-keygen writes.
    String encoded = Base64.getEncoder().encodeToString(signature);
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    for (int at = 0; at < encoded.length(); at += WRITTEN_LINE) {
      text.append(encoded, at, Math.min(encoded.length(), at + WRITTEN_LINE)).append('\n');
    }
    return text.append(FOOTER).append('\n').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static SigningException malformed(String defect) {
    return new SigningException(Refusal.MALFORMED, "the armor of the SSH signature " + defect);
  }
}
