package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.SigningException;
import java.time.Instant;

/** A verdict as one word: the fingerprint of the primary key, or the refusal. */
final class Verdict {
  private Verdict() {}

  static String of(byte[] payload, byte[] armor, OpenPgpKeys keys, Instant time) {
    try {
      return OpenPgpVerifier.verify(payload, armor, keys, time).fingerprint();
    } catch (SigningException e) {
      return e.refusal().name();
    }
  }

  static String of(byte[] payload, byte[] armor, byte[] keys, Instant time) {
    try {
      return of(payload, armor, OpenPgpKeys.read(keys), time);
    } catch (SigningException e) {
      return e.refusal().name();
    }
  }
}
