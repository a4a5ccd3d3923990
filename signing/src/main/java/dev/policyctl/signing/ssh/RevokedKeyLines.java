package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads revoked keys from lines of text. */
final class RevokedKeyLines {
  private static final int SHA256_BYTES = 32;

  private RevokedKeyLines() {}

  static RevocationIndex read(byte[] file) throws SigningException {
    RevocationIndex index = new RevocationIndex();
    // What is not ASCII stands in comments only; elsewhere it is refused.
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int column = lines[i].indexOf(line) + 1;
        readLine(line, "line " + (i + 1) + ", column " + column, index);
      }
    }
    return index;
  }

  private static void readLine(String line, String place, RevocationIndex index)
      throws SigningException {
    if (line.regionMatches(true, 0, "SHA256:", 0, "SHA256:".length())) {
      String word = line.split("[ \t]", 2)[0].substring("SHA256:".length());
      index.sha256().add(RevocationIndex.key(digest(word).orElseThrow(() -> unreadable(place))));
      return;
    }
    try {
      PublicKeyText text = PublicKeyText.at(line, 0);
      String type = new WireReader(text.wire(), "the key").text();
      if (!type.equals(text.type())) {
        throw unreadable(place);
      }
      if (KeyType.isCertificate(type)) {
        throw new SigningException(
            Refusal.UNSUPPORTED,
            "revoked keys: " + place + ": a certificate; revoke its serial by `ssh-keygen -k`");
      }
      // Any kind of key: to revoke one that could not sign anyway is no mistake.
      index.keys().add(RevocationIndex.key(text.wire()));
    } catch (SigningException e) {
      throw e.refusal() == Refusal.UNSUPPORTED ? e : unreadable(place);
    }
  }

  /** From base 64 without padding, as fingerprints are written. */
  private static Optional<byte[]> digest(String word) {
    return Text64.decode(word.endsWith("=") ? word : word + "=")
        .filter(digest -> digest.length == SHA256_BYTES);
  }

  private static SigningException unreadable(String place) {
    return new SigningException(
        Refusal.MALFORMED, "revoked keys: " + place + ": neither a public key nor `SHA256:…`");
  }
}
