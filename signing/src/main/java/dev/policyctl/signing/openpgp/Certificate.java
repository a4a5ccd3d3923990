package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A primary key with all that was said about it, none of it believed yet: RFC 9580, section 10.1.
 *
 * @param direct what stands right after the primary key
 * @param elsewhere what stands after user attributes, and revocations that came without their key
 */
record Certificate(
    PublicKeyPacket primary,
    List<SignaturePacket> direct,
    List<SignedPart<String>> userIds,
    List<SignedPart<PublicKeyPacket>> subkeys,
    List<SignaturePacket> elsewhere) {
  Certificate {
    direct = List.copyOf(direct);
    userIds = List.copyOf(userIds);
    subkeys = List.copyOf(subkeys);
    elsewhere = List.copyOf(elsewhere);
  }

  /**
   * Both copies of a certificate as one, so that a revocation in either counts.
   *
   * @throws SigningException if the two keys have nothing but the fingerprint in common
   */
  Certificate merge(Certificate other) throws SigningException {
    if (!primary.equals(other.primary)) {
      throw new SigningException(Refusal.MALFORMED, "two keys with one fingerprint");
    }
    return new Certificate(
        primary,
        joined(direct, other.direct),
        SignedPart.merge(userIds, other.userIds),
        SignedPart.merge(subkeys, other.subkeys),
        joined(elsewhere, other.elsewhere));
  }

  Certificate with(List<SignaturePacket> revocations) {
    return new Certificate(primary, direct, userIds, subkeys, joined(elsewhere, revocations));
  }

  private static List<SignaturePacket> joined(
      List<SignaturePacket> one, List<SignaturePacket> other) {
    List<SignaturePacket> joined = new ArrayList<>(one);
    joined.addAll(other);
    return joined;
  }

  /** All signatures of a type, wherever they stand: a revocation counts also in a wrong place. */
  List<SignaturePacket> anywhere(int type) {
    return Stream.of(
            direct.stream(),
            userIds.stream().flatMap(u -> u.signatures().stream()),
            subkeys.stream().flatMap(s -> s.signatures().stream()),
            elsewhere.stream())
        .flatMap(signatures -> signatures)
        .filter(signature -> signature.type() == type)
        .toList();
  }
}
