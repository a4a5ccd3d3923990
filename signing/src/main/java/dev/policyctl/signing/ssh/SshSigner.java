package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;

/** Makes SSH signatures with a private key in OpenSSH's form: Ed25519, ECDSA or RSA. */
public final class SshSigner {
  private static final String HASH = "sha512";

  private final SshPublicKey publicKey;
  private final SigningKey key;

  private SshSigner(SshPublicKey publicKey, SigningKey key) {
    this.publicKey = publicKey;
    this.key = key;
  }

  /**
   * Says that a private key is under a passphrase.
   *
   * @throws SigningException if it is not in OpenSSH's form
   */
  public static boolean needsPassphrase(byte[] file) throws SigningException {
    return new PrivateKeyFile(file).isEncrypted();
  }

  /**
   * Reads a private key.
   *
   * @param file as {@code ssh-keygen} makes it
   * @param passphrase is not looked at if the key is in the clear
   * @throws SigningException if it is not in OpenSSH's form, the passphrase does not open it, or it
   *     is of a kind or cipher that is not supported
   */
  public static SshSigner read(byte[] file, char[] passphrase) throws SigningException {
    PrivateKeyFile sealed = new PrivateKeyFile(file);
    SshPublicKey publicKey = SshPublicKey.fromWire(sealed.publicKey());
    WireReader fields = sealed.open(passphrase);
    if (!fields.text().equals(publicKey.type())) {
      throw fields.malformed("is of another type than its public key");
    }
    SigningKey key = SigningKey.read(publicKey.keyType(), fields);
    return new SshSigner(publicKey, key);
  }

  /** The key that the signatures are by. */
  public SshPublicKey publicKey() {
    return publicKey;
  }

  /**
   * Signs.
   *
   * @param namespace what the signature is for; not empty
   * @return the armor
   * @throws SigningException if the private key does not belong to its public key
   */
  public byte[] sign(byte[] payload, String namespace) throws SigningException {
    if (namespace.isEmpty()) {
      throw new IllegalArgumentException("a signature is for something");
    }
    byte[] signed = SshSignature.signedBytes(namespace, HASH, payload);
    byte[] signature = key.sign(signed);
    try {
      // A wrong signature could give the key away; it also shows a file of two halves.
      publicKey.check(signature, signed);
    } catch (SigningException e) {
      throw new SigningException(
          Refusal.MALFORMED, "the private key does not belong to its public key", e);
    }
    return SshSignature.armored(publicKey.wire(), namespace, HASH, signature);
  }
}
