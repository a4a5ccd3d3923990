package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;

/** A key as text: its type, blanks, base 64, then the end of the line or blanks and a comment. */
final class PublicKeyText {
  private final String type;
  private final byte[] wire;

  private PublicKeyText(String type, byte[] wire) {
    this.type = type;
    this.wire = wire;
  }

  /** What the text says before the key; the key itself may say another. */
  String type() {
    return type;
  }

  byte[] wire() {
    return wire.clone();
  }

  /** Reads a key that starts at a place of a line. */
  static PublicKeyText at(String line, int start) throws SigningException {
    int typeEnd = wordEnd(line, start);
    int keyStart = skipBlanks(line, typeEnd);
    if (typeEnd == start || keyStart == typeEnd || keyStart == line.length()) {
      throw new SigningException(Refusal.MALFORMED, "this is not a key: a type and base 64");
    }
    String encoded = line.substring(keyStart, wordEnd(line, keyStart));
    byte[] wire =
        Text64.decode(encoded)
            .orElseThrow(
                () -> new SigningException(Refusal.MALFORMED, "the key is not written in base 64"));
    return new PublicKeyText(line.substring(start, typeEnd), wire);
  }

  static int wordEnd(String line, int start) {
    int at = start;
    while (at < line.length() && !isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  static int skipBlanks(String line, int start) {
    int at = start;
    while (at < line.length() && isBlank(line.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char letter) {
    return letter == ' ' || letter == '\t';
  }
}
