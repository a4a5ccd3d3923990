package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.List;

/** What holds of a subkey at any time, its primary key apart. */
final class SubkeyStanding {
  private final PublicKeyPacket primary;
  private final PublicKeyPacket key;
  private final List<Statement> bindings;

  private SubkeyStanding(PublicKeyPacket primary, PublicKeyPacket key, List<Statement> bindings) {
    this.primary = primary;
    this.key = key;
    this.bindings = bindings;
  }

  static SubkeyStanding of(
      Certificate certificate, SignedPart<PublicKeyPacket> subkey, Revocations revocations)
      throws SigningException {
    PublicKeyPacket primary = certificate.primary();
    PublicKeyPacket key = subkey.part();
    key.material().demandStrong();
    if (key.version() != primary.version()) {
      throw new SigningException(Refusal.MALFORMED, "a subkey of another version than its key");
    }
    revocations.demandNone(
        "the subkey",
        /* signatures= */ certificate.anywhere(SignaturePacket.SUBKEY_REVOCATION),
        /* atPlace= */ subkey.signatures(),
        primary.frame(),
        key.frame());
    List<Statement> bindings =
        OwnSignatures.of(
            primary,
            subkey.signatures(),
            type -> type == SignaturePacket.SUBKEY_BINDING,
            primary.frame(),
            key.frame());
    if (bindings.isEmpty()) {
      throw new SigningException(Refusal.MALFORMED, "a subkey that its primary key does not bind");
    }
    return new SubkeyStanding(primary, key, bindings);
  }

  /** Demands that the subkey was bound, had not expired and might sign at a time. */
  void demandMaySign(Instant time) throws SigningException {
    Validity.demandMade(key, time);
    List<Statement> inForce = Statement.inForce(bindings, time);
    Validity.demand(key, inForce, time);
    Validity.demandMaySign("the subkey", inForce);
    for (Statement binding : inForce) {
      binding.demandBackSignature(primary, key, time);
    }
  }
}
