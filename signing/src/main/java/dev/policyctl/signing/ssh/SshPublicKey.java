package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import org.jspecify.annotations.Nullable;

/**
 * A public SSH key that may sign: Ed25519, ECDSA on a NIST curve, RSA of 2048 bits or more, and the
 * kinds that a security key holds. Its points are on their curves, and it has one encoding only, so
 * two keys are the same just when their fingerprints are.
 */
public final class SshPublicKey {
  private static final int LONGEST = 8 * 1024;

  private final KeyType type;
  private final byte[] wire;
  private final VerifyingKey key;
  private final String application;
  private final String fingerprint;

  private SshPublicKey(KeyType type, byte[] wire, VerifyingKey key, String application) {
    this.type = type;
    this.wire = wire;
    this.key = key;
    this.application = application;
    this.fingerprint = Digests.fingerprint(wire);
  }

  /**
   * Reads one line of a {@code .pub} file: type, key and perhaps a comment, between blanks.
   *
   * @throws SigningException if it is not such a line, if the key is too weak, of a kind that is
   *     not known, or a certificate
   */
  public static SshPublicKey parse(String line) throws SigningException {
    PublicKeyText text = PublicKeyText.at(line.stripTrailing(), 0);
    SshPublicKey key = fromWire(text.wire());
    if (!key.type().equals(text.type())) {
      throw new SigningException(Refusal.MALFORMED, "the key is of another type than it says");
    }
    return key;
  }

  /**
   * Reads the form that is inside signatures and certificates (RFC 4253, section 6.6).
   *
   * @throws SigningException if it is not such a key, if it is too weak, of a kind that is not
   *     known, or a certificate
   */
  public static SshPublicKey fromWire(byte[] wire) throws SigningException {
    WireReader fields = new WireReader(limited(wire), "the SSH key");
    String name = fields.text();
    if (KeyType.isCertificate(name)) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "`" + Shown.text(name) + "` is a certificate, not a key");
    }
    SshPublicKey key = readFields(KeyType.named(name), fields);
    fields.end();
    return key;
  }

  /** Reads what follows a key's type or a certificate's nonce. */
  static SshPublicKey readFields(KeyType type, WireReader fields) throws SigningException {
    int start = fields.position();
    VerifyingKey key = VerifyingKey.read(type, fields);
    String application = type.isSecurityKey() ? fields.text() : "";
    byte[] wire = new WireWriter().string(type.wireName()).raw(fields.since(start)).bytes();
    return new SshPublicKey(type, wire, key, application);
  }

  static byte[] limited(byte[] wire) throws SigningException {
    if (wire.length > LONGEST) {
      throw new SigningException(Refusal.MALFORMED, "the SSH key is longer than any key is");
    }
    return wire;
  }

  /** As the standard names it, for example {@code ssh-ed25519}. */
  public String type() {
    return type.wireName();
  }

  /** {@code SHA256:} and base 64 without padding, as {@code ssh-keygen -l} prints it. */
  public String fingerprint() {
    return fingerprint;
  }

  /** The encoding inside signatures; a copy. */
  public byte[] wire() {
    return wire.clone();
  }

  KeyType keyType() {
    return type;
  }

  /**
   * Checks a signature as it stands on the wire: the algorithm's name and its fields.
   *
   * @return the algorithm
   * @throws SigningException if this key did not make it over the message
   */
  SignatureAlgorithm check(byte[] signature, byte[] message) throws SigningException {
    WireReader fields = new WireReader(signature, "the SSH signature");
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(fields.text());
    if (!type.signsBy(algorithm)) {
      throw new SigningException(
          Refusal.BAD_SIGNATURE,
          "a key of type `" + type() + "` does not sign by `" + algorithm.wireName() + "`");
    }
    byte[] numbers = fields.string();
    byte[] signed =
        type.isSecurityKey()
            ? SecurityKeyClaim.read(fields).signedBytes(application, message)
            : message;
    fields.end();
    if (!key.verifies(algorithm, numbers, signed)) {
      throw new SigningException(
          Refusal.BAD_SIGNATURE, "the signature of " + fingerprint + " does not fit the content");
    }
    return algorithm;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SshPublicKey that && fingerprint.equals(that.fingerprint);
  }

  @Override
  public int hashCode() {
    return fingerprint.hashCode();
  }

  @Override
  public String toString() {
    return type() + " " + fingerprint;
  }
}
