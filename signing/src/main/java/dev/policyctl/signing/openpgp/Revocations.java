package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks for revocations of a key or subkey. One that verifies counts whatever its date, reason,
 * expiry or digest; one that may count and cannot be checked makes the key unusable.
 */
final class Revocations {
  private final PublicKeyPacket primary;
  private final List<String> revokers;
  private final Function<String, Optional<PublicKeyPacket>> keys;

  /**
   * @param revokers the fingerprints of other keys that may revoke this one
   * @param keys a primary key by its fingerprint
   */
  Revocations(
      PublicKeyPacket primary,
      List<String> revokers,
      Function<String, Optional<PublicKeyPacket>> keys) {
    this.primary = primary;
    this.revokers = List.copyOf(revokers);
    this.keys = keys;
  }

  /**
   * @param signatures revocations that may be about another part of the certificate
   * @param atPlace those of them that stand where this part's revocations belong
   */
  void demandNone(
      String what,
      List<SignaturePacket> signatures,
      List<SignaturePacket> atPlace,
      byte[]... signed)
      throws SigningException {
    for (SignaturePacket signature : signatures) {
      Issuer issuer = Issuer.of(signature);
      if (issuer.mayBe(primary)) {
        demandNotOwn(what, signature, atPlace.contains(signature), signed);
      }
      for (String revoker : revokers) {
        if (issuer.mayBe(revoker)) {
          demandNotBy(revoker, what, signature, atPlace.contains(signature), signed);
        }
      }
    }
  }

  private void demandNotOwn(String what, SignaturePacket signature, boolean here, byte[]... signed)
      throws SigningException {
    if (primary.verifies(signature, signed)) {
      throw new SigningException(Refusal.KEY_REVOKED, what + " is revoked");
    }
    if (here) {
      throw new SigningException(
          Refusal.MALFORMED, "a revocation of " + what + " that does not verify");
    }
  }

  private void demandNotBy(
      String revoker, String what, SignaturePacket signature, boolean here, byte[]... signed)
      throws SigningException {
    Optional<PublicKeyPacket> key = keys.apply(revoker);
    if (key.isPresent() && verifies(key.get(), signature, signed)) {
      throw new SigningException(Refusal.KEY_REVOKED, what + " is revoked by the key " + revoker);
    }
    if (here || key.isEmpty()) {
      throw new SigningException(
          Refusal.UNSUPPORTED,
          "the revocation of " + what + " by the key " + revoker + " cannot be checked");
    }
  }

  private static boolean verifies(PublicKeyPacket key, SignaturePacket signature, byte[]... signed)
      throws SigningException {
    try {
      return key.verifies(signature, signed);
    } catch (SigningException e) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "a revocation by another key cannot be checked", e);
    }
  }
}
