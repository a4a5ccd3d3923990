package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sorts packets into certificates and revocations that come without their key. */
final class CertificateReader {
  private static final int MAX_USER_IDS = 256;
  private static final int MAX_SUBKEYS = 256;
  private static final int MAX_SIGNATURES = 4096;
  private static final int MAX_REVOCATIONS = 256;
  private static final int MAX_USER_ID_OCTETS = 4096;

  private static final Set<Integer> REVOCATIONS =
      Set.of(
          SignaturePacket.KEY_REVOCATION,
          SignaturePacket.SUBKEY_REVOCATION,
          SignaturePacket.CERTIFICATION_REVOCATION);

  /** Markers, a keyring's own trust packets and padding say nothing: RFC 9580, section 5. */
  private static final Set<Integer> SILENT = Set.of(10, 12, 21);

  private final List<Packet> packets;
  private int next;

  private CertificateReader(List<Packet> packets) {
    this.packets = packets.stream().filter(packet -> !SILENT.contains(packet.tag())).toList();
  }

  /**
   * @param certificates in the order of the file, one key perhaps several times
   * @param revocations of keys that may be in another file
   */
  record Content(List<Certificate> certificates, List<SignaturePacket> revocations) {}

  static Content read(byte[] octets) throws SigningException {
    return new CertificateReader(Packet.readAll(octets)).content();
  }

  private Content content() throws SigningException {
    List<SignaturePacket> revocations = signatures();
    for (SignaturePacket revocation : revocations) {
      if (revocation.type() != SignaturePacket.KEY_REVOCATION) {
        throw malformed("a signature without a key, which is no revocation");
      }
    }
    List<Certificate> certificates = new ArrayList<>();
    while (next < packets.size()) {
      certificates.add(certificate());
    }
    return new Content(certificates, revocations);
  }

  private Certificate certificate() throws SigningException {
    PublicKeyPacket primary = PublicKeyPacket.read(take(Packet.PRIMARY_KEY).body());
    List<SignaturePacket> direct = signatures();
    List<SignedPart<String>> userIds = new ArrayList<>();
    List<SignedPart<PublicKeyPacket>> subkeys = new ArrayList<>();
    List<SignaturePacket> elsewhere = new ArrayList<>();
    while (next < packets.size() && packets.get(next).tag() != Packet.PRIMARY_KEY) {
      Packet packet = packets.get(next++);
      switch (packet.tag()) {
        case Packet.USER_ID -> userIds.add(new SignedPart<>(userId(packet), signatures()));
        case Packet.SUBKEY ->
            subkeys.add(new SignedPart<>(PublicKeyPacket.read(packet.body()), signatures()));
        case Packet.USER_ATTRIBUTE -> elsewhere.addAll(signatures());
        default -> throw malformed(unexpected(packet.tag()));
      }
      if (userIds.size() > MAX_USER_IDS || subkeys.size() > MAX_SUBKEYS) {
        throw malformed("a key with more than 256 user ids or subkeys");
      }
    }
    Certificate read = new Certificate(primary, direct, userIds, subkeys, elsewhere);
    demandFewRevocations(read);
    // Merging joins the parts that one copy has twice.
    return new Certificate(primary, List.of(), List.of(), List.of(), List.of()).merge(read);
  }

  /** Each revocation is tried on each part of the certificate, so there may not be many. */
  private static void demandFewRevocations(Certificate certificate) throws SigningException {
    for (int type : REVOCATIONS) {
      if (certificate.anywhere(type).size() > MAX_REVOCATIONS) {
        throw malformed("a key with more than " + MAX_REVOCATIONS + " revocations of a kind");
      }
    }
  }

  private static String userId(Packet packet) throws SigningException {
    if (packet.body().length > MAX_USER_ID_OCTETS) {
      throw malformed("a user id of more than " + MAX_USER_ID_OCTETS + " octets");
    }
    return new String(packet.body(), StandardCharsets.ISO_8859_1);
  }

  private List<SignaturePacket> signatures() throws SigningException {
    List<SignaturePacket> signatures = new ArrayList<>();
    while (next < packets.size() && packets.get(next).tag() == Packet.SIGNATURE) {
      byte[] body = packets.get(next++).body();
      if (!isOldCertification(body)) {
        signatures.add(SignaturePacket.read(body));
      }
      if (signatures.size() > MAX_SIGNATURES) {
        throw malformed("more than " + MAX_SIGNATURES + " signatures in one place");
      }
    }
    return signatures;
  }

  /**
   * Whether it is a version 3 signature that says that a user id belongs to a key. Old keys have
   * them from others; they grant nothing here, and cannot state a restriction.
   */
  private static boolean isOldCertification(byte[] body) {
    return body.length > 2 && body[0] == 3 && body[1] == 5 && body[2] >= 0x10 && body[2] <= 0x13;
  }

  private Packet take(int tag) throws SigningException {
    Packet packet = packets.get(next++);
    if (packet.tag() != tag) {
      throw malformed(unexpected(packet.tag()));
    }
    return packet;
  }

  private static String unexpected(int tag) {
    return tag == 5 || tag == 7
        ? "a secret key: only public keys belong here"
        : "a packet of type " + tag + " where a public key is expected";
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
