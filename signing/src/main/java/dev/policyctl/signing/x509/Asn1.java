package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * The border to parsers of others. They answer to a structure that lacks something, or has another
 * type than expected, with unchecked exceptions of many kinds; here that is malformed input.
 */
final class Asn1 {
  /** Parses something. */
  interface Source<T> {
    T get() throws SigningException, IOException, GeneralSecurityException;
  }

  private Asn1() {}

  /**
   * @param what is parsed, for people
   */
  static <T> T read(String what, Source<T> source) throws SigningException {
    try {
      return source.get();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw new SigningException(Refusal.MALFORMED, what + " cannot be read", e);
    }
  }
}
