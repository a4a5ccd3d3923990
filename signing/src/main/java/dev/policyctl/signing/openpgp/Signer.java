package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.Optional;

/**
 * A key that may have made a signature.
 *
 * @param subkey empty if the primary key itself is meant
 */
record Signer(
    PublicKeyPacket primary,
    PublicKeyPacket key,
    Lazy<PrimaryStanding> standing,
    Optional<Lazy<SubkeyStanding>> subkey) {

  /**
   * Demands that the key might make a signature at a time.
   *
   * @param claimed when the signature says that it was made
   */
  void demandMaySign(Instant time, Instant claimed) throws SigningException {
    demandMaySign(time);
    if (claimed.isBefore(primary.created()) || claimed.isBefore(key.created())) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID,
          "the signature is dated " + claimed + ", before the key was made");
    }
  }

  /** Demands that a signature by the key might count at a time, whatever it is over. */
  void demandMaySign(Instant time) throws SigningException {
    PrimaryStanding primaryStanding = standing.get();
    primaryStanding.demandValid(time);
    if (subkey.isPresent()) {
      subkey.get().get().demandMaySign(time);
    } else {
      primaryStanding.demandMaySign(time);
    }
  }
}
