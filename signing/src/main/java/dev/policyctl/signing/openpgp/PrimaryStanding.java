package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What holds of a primary key at any time: it is strong, not revoked, and these are the holder's
 * statements about it. What they amount to depends on the time.
 */
final class PrimaryStanding {
  private final PublicKeyPacket key;
  private final Revocations revocations;

  /** Of the key itself and of each user id: all self-signatures. */
  private final List<List<Statement>> statements;

  private PrimaryStanding(
      PublicKeyPacket key, Revocations revocations, List<List<Statement>> statements) {
    this.key = key;
    this.revocations = revocations;
    this.statements = statements;
  }

  /**
   * @param keys a primary key by its fingerprint, for revocations by other keys
   * @throws SigningException if the key is of no use at any time
   */
  static PrimaryStanding of(
      Certificate certificate, Function<String, Optional<PublicKeyPacket>> keys)
      throws SigningException {
    PublicKeyPacket primary = certificate.primary();
    primary.material().demandStrong();
    List<Statement> direct =
        OwnSignatures.of(
            primary, certificate.direct(), type -> type == SignaturePacket.DIRECT, primary.frame());
    List<List<Statement>> statements = new ArrayList<>(List.of(direct));
    List<String> revokers = new ArrayList<>(revokers(direct));
    boolean userIdRevoked = false;
    for (SignedPart<String> userId : certificate.userIds()) {
      List<Statement> own = certifications(primary, userId);
      revokers.addAll(revokers(own));
      if (isRevoked(certificate, userId)) {
        userIdRevoked = true;
      } else {
        statements.add(own);
      }
    }
    Revocations revocations = new Revocations(primary, revokers, keys);
    demandNotRevoked(certificate, revocations);
    demandAny(statements, userIdRevoked);
    return new PrimaryStanding(primary, revocations, statements);
  }

  private static List<Statement> certifications(PublicKeyPacket primary, SignedPart<String> userId)
      throws SigningException {
    return OwnSignatures.of(
        primary,
        userId.signatures(),
        type -> type >= 0x10 && type <= 0x13,
        primary.frame(),
        frame(userId.part()));
  }

  private static List<String> revokers(List<Statement> statements) throws SigningException {
    List<String> revokers = new ArrayList<>();
    for (Statement statement : statements) {
      revokers.addAll(statement.revokers());
    }
    return revokers;
  }

  private static void demandNotRevoked(Certificate certificate, Revocations revocations)
      throws SigningException {
    byte[] frame = certificate.primary().frame();
    List<SignaturePacket> ofKey = certificate.anywhere(SignaturePacket.KEY_REVOCATION);
    revocations.demandNone("the key", ofKey, ofKey, frame);
    revocations.demandNone(
        "what the key says of itself",
        certificate.anywhere(SignaturePacket.CERTIFICATION_REVOCATION),
        List.of(),
        frame);
  }

  private static boolean isRevoked(Certificate certificate, SignedPart<String> userId)
      throws SigningException {
    PublicKeyPacket primary = certificate.primary();
    for (SignaturePacket signature :
        certificate.anywhere(SignaturePacket.CERTIFICATION_REVOCATION)) {
      if (Issuer.of(signature).mayBe(primary)
          && primary.verifies(signature, primary.frame(), frame(userId.part()))) {
        return true;
      }
    }
    // One that stands here and names the key as its maker must verify: else this throws.
    OwnSignatures.of(
        primary,
        userId.signatures(),
        type -> type == SignaturePacket.CERTIFICATION_REVOCATION,
        primary.frame(),
        frame(userId.part()));
    return false;
  }

  /** A user id as it is hashed: RFC 9580, section 5.2.4. */
  private static byte[] frame(String userId) {
    byte[] octets = userId.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(octets.length + 5)
        .put((byte) 0xB4)
        .putInt(octets.length)
        .put(octets)
        .array();
  }

  private static void demandAny(List<List<Statement>> statements, boolean userIdRevoked)
      throws SigningException {
    if (statements.stream().allMatch(List::isEmpty)) {
      throw userIdRevoked
          ? new SigningException(Refusal.KEY_REVOKED, "all user ids of the key are revoked")
          : new SigningException(Refusal.MALFORMED, "the key has no self-signature");
    }
  }

  Revocations revocations() {
    return revocations;
  }

  /** Demands that the key had been made, and had not expired, at a time. */
  void demandValid(Instant time) throws SigningException {
    Validity.demandMade(key, time);
    Validity.demand(key, inForce(time), time);
  }

  /** Demands that the key itself, not only subkeys of it, may sign. */
  void demandMaySign(Instant time) throws SigningException {
    Validity.demandMaySign("the primary key", inForce(time));
  }

  private List<Statement> inForce(Instant time) throws SigningException {
    List<Statement> inForce = new ArrayList<>();
    for (List<Statement> ofOne : statements) {
      inForce.addAll(Statement.inForce(ofOne, time));
    }
    return inForce;
  }
}
