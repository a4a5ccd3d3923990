package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** A signature in the form of OpenSSH's {@code PROTOCOL.sshsig}, version 1; read, not judged. */
public final class SshSignature {
  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;

  private final byte[] signer;
  private final String namespace;
  private final String hash;
  private final byte[] signature;

  private SshSignature(byte[] signer, String namespace, String hash, byte[] signature) {
    this.signer = signer;
    this.namespace = namespace;
    this.hash = hash;
    this.signature = signature;
  }

  /**
   * Reads one signature and nothing else.
   *
   * @param armor from the header line to the footer line
   * @throws SigningException if it is not in that form, or says something that is not known here
   */
  public static SshSignature parse(byte[] armor) throws SigningException {
    WireReader fields = new WireReader(SshArmor.decode(armor), "the SSH signature");
    if (!Arrays.equals(fields.raw(MAGIC.length), MAGIC)) {
      throw fields.malformed("does not start with `SSHSIG`");
    }
    long version = fields.u32();
    if (version != VERSION) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "the SSH signature is of version " + version + ", not 1");
    }
    byte[] signer = fields.string();
    String namespace = fields.text();
    byte[] reserved = fields.string();
    String hash = fields.text();
    byte[] signature = fields.string();
    fields.end();
    if (namespace.isEmpty()) {
      throw fields.malformed("has no namespace");
    }
    if (reserved.length > 0) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "the SSH signature says something in a reserved field");
    }
    if (!hash.equals("sha256") && !hash.equals("sha512")) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "digest `" + Shown.text(hash) + "` is not one of SSH signatures");
    }
    return new SshSignature(signer, namespace, hash, signature);
  }

  /** What the signer says the signature is for, for example {@code git}. */
  public String namespace() {
    return namespace;
  }

  /** The digest over what was signed: {@code sha256} or {@code sha512}. */
  public String hash() {
    return hash;
  }

  /**
   * The fingerprint of the key that says it signed. Nothing was verified.
   *
   * @throws SigningException if it is no key that is read here
   */
  public String claimedFingerprint() throws SigningException {
    return SshIdentity.fromWire(signer, new KnownKeys(List.of())).key().fingerprint();
  }

  /** The key or certificate that says it signed, on the wire. */
  byte[] signer() {
    return signer.clone();
  }

  /** Algorithm and numbers, on the wire. */
  byte[] signature() {
    return signature.clone();
  }

  byte[] signedBytes(byte[] payload) {
    return signedBytes(namespace, hash, payload);
  }

  /** What a key signs. */
  static byte[] signedBytes(String namespace, String hash, byte[] payload) {
    return new WireWriter()
        .raw(MAGIC)
        .string(namespace)
        .string("")
        .string(hash)
        .string(Digests.digest(hash.equals("sha256") ? "SHA-256" : "SHA-512", payload))
        .bytes();
  }

  /** The armor of a new signature. */
  static byte[] armored(byte[] signer, String namespace, String hash, byte[] signature) {
    return SshArmor.encode(
        new WireWriter()
            .raw(MAGIC)
            .u32(VERSION)
            .string(signer)
            .string(namespace)
            .string("")
            .string(hash)
            .string(signature)
            .bytes());
  }
}
