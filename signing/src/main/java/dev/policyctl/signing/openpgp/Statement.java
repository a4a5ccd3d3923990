package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A self-signature that verifies: what the holder of the primary key says. */
record Statement(SignaturePacket signature) {
  private static final int MAY_SIGN = 0x02;

  /** Expiry, preferences and so on: all that is either heeded here or concerns others. */
  private static final Set<Integer> KNOWN =
      Set.of(2, 3, 4, 7, 9, 11, 12, 16, 21, 22, 23, 24, 25, 26, 27, 30, 32, 33, 34, 39);

  /**
   * What is in force at a time: the newest that had been made by then, of several equal ones all.
   * If there is none, the oldest made since, because programs replace the old ones.
   */
  static List<Statement> inForce(List<Statement> statements, Instant time) throws SigningException {
    Optional<Instant> chosen = Optional.empty();
    for (Statement statement : statements) {
      if (!statement.signature.expired(time)) {
        Instant made = statement.signature.created();
        if (chosen.isEmpty() || supersedes(made, chosen.get(), time)) {
          chosen = Optional.of(made);
        }
      }
    }
    List<Statement> inForce = new ArrayList<>();
    for (Statement statement : statements) {
      if (!statement.signature.expired(time)
          && chosen.equals(Optional.of(statement.signature.created()))) {
        inForce.add(statement);
      }
    }
    return inForce;
  }

  private static boolean supersedes(Instant made, Instant other, Instant time) {
    boolean later = made.isAfter(time);
    boolean otherLater = other.isAfter(time);
    return later == otherLater ? made.isAfter(other) != later : !later;
  }

  boolean strong() throws SigningException {
    return signature.digestAlgorithm().strong();
  }

  void demandUnderstood() throws SigningException {
    signature.demandKnown(KNOWN);
  }

  /** When the key expires that this is about. */
  Optional<Instant> keyExpiry(PublicKeyPacket key) throws SigningException {
    long seconds = signature.hashed().seconds(Subpacket.KEY_EXPIRES).orElse(0);
    return seconds == 0 ? Optional.empty() : Optional.of(key.created().plusSeconds(seconds));
  }

  /** Whether the key may sign, if anything is said about what it may do. */
  Optional<Boolean> maySign() throws SigningException {
    Optional<byte[]> flags = signature.hashed().only(Subpacket.KEY_FLAGS);
    return flags.map(f -> f.length > 0 && (f[0] & MAY_SIGN) != 0);
  }

  /** The fingerprints of the keys that may revoke this one: RFC 9580, section 5.2.3.23. */
  List<String> revokers() throws SigningException {
    List<String> revokers = new ArrayList<>();
    for (Subpacket subpacket : signature.hashed().ofType(Subpacket.REVOKER)) {
      Cursor cursor = new Cursor(subpacket.value());
      cursor.twoOctets();
      revokers.add(HexFormat.of().withUpperCase().formatHex(cursor.rest()));
    }
    return revokers;
  }

  /**
   * Demands a signature by a subkey, within the one that binds it, which says that the subkey's
   * holder wants to be bound: else anybody could adopt another's subkey (RFC 9580, section
   * 5.2.1.9).
   */
  void demandBackSignature(PublicKeyPacket primary, PublicKeyPacket subkey, Instant time)
      throws SigningException {
    for (SubpacketArea area : List.of(signature.hashed(), signature.unhashed())) {
      for (Subpacket subpacket : area.ofType(Subpacket.EMBEDDED_SIGNATURE)) {
        SignaturePacket back = SignaturePacket.read(subpacket.value());
        if (back.type() == SignaturePacket.PRIMARY_BINDING
            && !back.expired(time)
            && subkey.verifies(back, primary.frame(), subkey.frame())) {
          demandStrong(back);
          return;
        }
      }
    }
    throw new SigningException(
        Refusal.KEY_USAGE, "the subkey did not sign that it belongs to its primary key");
  }

  private static void demandStrong(SignaturePacket back) throws SigningException {
    back.demandKnown(KNOWN);
    if (!back.digestAlgorithm().strong()) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM, "the subkey's binding uses " + back.digestAlgorithm().title());
    }
  }
}
