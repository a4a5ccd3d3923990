package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import dev.policyctl.signing.armor.Armor;
import dev.policyctl.signing.armor.ArmorBlock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges detached OpenPGP signatures over binary data: RFC 9580, section 5.2. */
public final class OpenPgpVerifier {
  private static final String LABEL = "PGP SIGNATURE";
  private static final int MAX_ARMOR = 1 << 16;

  /** How far the clocks of who signs and who judges may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final Set<Integer> KNOWN =
      Set.of(Subpacket.CREATED, Subpacket.EXPIRES, Subpacket.ISSUER, Subpacket.ISSUER_FINGERPRINT);
  private static final Set<Integer> UNHASHED =
      Set.of(Subpacket.ISSUER, Subpacket.ISSUER_FINGERPRINT);

  private OpenPgpVerifier() {}

  /**
   * Verifies a signature, and that its key might make it.
   *
   * @param payload the octets that are said to be signed
   * @param armor one armor with one signature in it, and nothing else
   * @param time at which to judge; who signed must not be able to choose it
   * @return whose fingerprint is that of the primary key, also if a subkey signed
   * @throws SigningException if the signature proves nothing, with the reason
   */
  public static VerifiedSignature verify(
      byte[] payload, byte[] armor, OpenPgpKeys keys, Instant time) throws SigningException {
    SignaturePacket signature = only(armor);
    demandForm(signature);
    Instant claimed = signature.created();
    Signer signer = signer(payload, signature, keys, time);
    if (claimed.isAfter(time.plus(SKEW))) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID,
          "the signature is dated " + claimed + ", after the time of judgement " + time);
    }
    if (signature.expired(time)) {
      throw new SigningException(Refusal.SIGNATURE_EXPIRED, "the signature had expired");
    }
    return new VerifiedSignature(
        SignatureFormat.OPENPGP,
        signer.primary().fingerprint(),
        signer.key().fingerprint(),
        Optional.empty(),
        signer.key().material().title() + " with " + signature.digestAlgorithm().title(),
        Optional.of(claimed));
  }

  /**
   * The fingerprint, or else the key id, that a signature names as its maker's; empty where it
   * names none. Nothing was verified.
   *
   * @param armor one armor with one signature in it, and nothing else
   * @throws SigningException if it is not of that form
   */
  public static String claimedIssuer(byte[] armor) throws SigningException {
    Issuer issuer = Issuer.of(only(armor));
    return issuer.fingerprints().stream()
        .findFirst()
        .or(() -> issuer.keyIds().stream().findFirst())
        .orElse("");
  }

  private static SignaturePacket only(byte[] armor) throws SigningException {
    List<ArmorBlock> blocks = Armor.read(armor, MAX_ARMOR);
    if (blocks.size() > 1) {
      throw new SigningException(Refusal.SEVERAL_SIGNATURES, "more than one armor");
    }
    if (blocks.isEmpty()) {
      throw malformed("no armor");
    }
    ArmorBlock block = blocks.get(0);
    if (!block.label().equals(LABEL)) {
      throw malformed("armor of a " + block.label() + " where a " + LABEL + " is expected");
    }
    if (!block.checksumAgrees()) {
      throw malformed("armor with a wrong checksum");
    }
    List<Packet> packets = Packet.readAll(block.body());
    for (Packet packet : packets) {
      if (packet.tag() != Packet.SIGNATURE) {
        throw malformed("a packet of type " + packet.tag() + " where a signature is expected");
      }
    }
    if (packets.size() > 1) {
      throw new SigningException(
          Refusal.SEVERAL_SIGNATURES, "more than one signature in one armor");
    }
    return SignaturePacket.read(packets.get(0).body());
  }

  private static void demandForm(SignaturePacket signature) throws SigningException {
    if (signature.type() != SignaturePacket.BINARY) {
      throw new SigningException(
          Refusal.WRONG_PURPOSE,
          signature.type() == SignaturePacket.TEXT
              ? "a signature over text, whose line ends could be others"
              : String.format("a signature of type 0x%02x, not over data", signature.type()));
    }
    if (!signature.digestAlgorithm().strong()) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM, "the signature uses " + signature.digestAlgorithm().title());
    }
    signature.demandKnown(KNOWN);
    if (!signature.unhashed().holdsOnly(UNHASHED)) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "the signature states more than its issuer where anybody could");
    }
  }

  private static Signer signer(
      byte[] payload, SignaturePacket signature, OpenPgpKeys keys, Instant time)
      throws SigningException {
    Issuer issuer = Issuer.of(signature);
    if (issuer.isEmpty()) {
      throw malformed("the signature does not name its key");
    }
    Set<Signer> candidates = keys.candidates(issuer);
    if (candidates.isEmpty()) {
      throw new SigningException(
          Refusal.UNKNOWN_KEY,
          "none of the given keys is "
              + (issuer.fingerprints().isEmpty() ? issuer.keyIds() : issuer.fingerprints()).get(0));
    }
    List<Signer> passed = new ArrayList<>();
    Optional<SigningException> failure = Optional.empty();
    for (Signer candidate : candidates) {
      try {
        demandMadeBy(candidate, payload, signature, time);
        passed.add(candidate);
      } catch (SigningException e) {
        failure = failure.or(() -> Optional.of(e));
      }
    }
    if (passed.size() > 1) {
      throw malformed("the signing key belongs to more than one primary key");
    }
    if (passed.isEmpty()) {
      throw failure.orElseThrow();
    }
    return passed.get(0);
  }

  private static void demandMadeBy(
      Signer signer, byte[] payload, SignaturePacket signature, Instant time)
      throws SigningException {
    signer.key().material().demandStrong();
    if (!signer.key().verifies(signature, payload)) {
      throw new SigningException(
          Refusal.BAD_SIGNATURE, "the signature does not fit what is said to be signed");
    }
    signer.demandMaySign(time, signature.created());
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
