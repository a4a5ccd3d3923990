package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the statements in force amount to. All of them restrict; a weak one grants nothing. */
final class Validity {
  private Validity() {}

  static void demandMade(PublicKeyPacket key, Instant time) throws SigningException {
    if (key.created().isAfter(time)) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID, "the key was made on " + key.created() + " only");
    }
  }

  static void demand(PublicKeyPacket key, List<Statement> inForce, Instant time)
      throws SigningException {
    if (inForce.isEmpty()) {
      throw new SigningException(Refusal.KEY_EXPIRED, "all self-signatures of the key had expired");
    }
    boolean strong = false;
    for (Statement statement : inForce) {
      statement.demandUnderstood();
      strong |= statement.strong();
      Optional<Instant> expiry = statement.keyExpiry(key);
      if (expiry.isPresent() && !time.isBefore(expiry.get())) {
        throw new SigningException(Refusal.KEY_EXPIRED, "the key expired on " + expiry.get());
      }
    }
    if (!strong) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM,
          "the key's self-signature uses " + inForce.get(0).signature().digestAlgorithm().title());
    }
  }

  static void demandMaySign(String what, List<Statement> inForce) throws SigningException {
    boolean granted = false;
    for (Statement statement : inForce) {
      Optional<Boolean> maySign = statement.maySign();
      if (maySign.isPresent() && !maySign.get()) {
        throw new SigningException(Refusal.KEY_USAGE, what + " may not sign data");
      }
      granted |= maySign.isPresent() && statement.strong();
    }
    if (!granted) {
      throw new SigningException(Refusal.KEY_USAGE, what + " does not say that it may sign data");
    }
  }
}
