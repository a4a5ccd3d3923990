package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A certificate by which an authority vouches for a key (OpenSSH's PROTOCOL.certkeys). Once read,
 * its authority has signed it; whether that authority is to be believed is for the caller.
 *
 * @param serial unsigned
 * @param kind 1 for a person, 2 for a host
 * @param validAfter seconds since 1970, unsigned, inclusive
 * @param validBefore seconds since 1970, unsigned, exclusive
 * @param criticalOptions their names
 */
record SshCertificate(
    SshPublicKey key,
    long serial,
    long kind,
    String keyId,
    List<String> principals,
    long validAfter,
    long validBefore,
    List<String> criticalOptions,
    SshPublicKey authority) {
  private static final int LONGEST = 32 * 1024;
  private static final int USER = 1;

  SshCertificate {
    principals = List.copyOf(principals);
    criticalOptions = List.copyOf(criticalOptions);
  }

  static SshCertificate fromWire(byte[] wire, KnownKeys known) throws SigningException {
    if (wire.length > LONGEST) {
      throw new SigningException(Refusal.MALFORMED, "the SSH certificate is longer than any is");
    }
    WireReader fields = new WireReader(wire, "the SSH certificate");
    KeyType type = KeyType.ofCertificate(fields.text());
    fields.string(); // a nonce
    SshPublicKey key = SshPublicKey.readFields(type, fields);
    long serial = fields.u64();
    long kind = fields.u32();
    String keyId = fields.text();
    List<String> principals = texts(fields.nested());
    long validAfter = fields.u64();
    long validBefore = fields.u64();
    List<String> options = namesOfPairs(fields.nested());
    namesOfPairs(fields.nested()); // extensions: what is not known in them means nothing
    fields.string(); // reserved
    SshPublicKey authority = known.read(fields.string());
    byte[] signed = fields.since(0);
    byte[] signature = fields.string();
    fields.end();
    checkAuthority(authority, signature, signed);
    return new SshCertificate(
        key, serial, kind, keyId, principals, validAfter, validBefore, options, authority);
  }

  private static void checkAuthority(SshPublicKey authority, byte[] signature, byte[] signed)
      throws SigningException {
    try {
      authority.check(signature, signed);
    } catch (SigningException e) {
      Refusal refusal =
          e.refusal() == Refusal.BAD_SIGNATURE ? Refusal.UNTRUSTED_CERTIFICATE : e.refusal();
      throw new SigningException(
          refusal, "the certificate is not signed by its authority: " + e.getMessage(), e);
    }
  }

  private static List<String> texts(WireReader fields) throws SigningException {
    List<String> texts = new ArrayList<>();
    while (fields.hasMore()) {
      texts.add(fields.text());
    }
    return texts;
  }

  private static List<String> namesOfPairs(WireReader fields) throws SigningException {
    List<String> names = new ArrayList<>();
    while (fields.hasMore()) {
      names.add(fields.text());
      fields.string();
    }
    return names;
  }

  /** Refuses what this certificate may not do: sign as a person, at a time, without conditions. */
  void demandUseAt(Instant time) throws SigningException {
    if (kind != USER) {
      throw new SigningException(Refusal.KEY_USAGE, "the certificate is not one of a user");
    }
    long seconds = time.getEpochSecond();
    if (seconds < 0 || Long.compareUnsigned(seconds, validAfter) < 0) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID, "the certificate is not valid yet at " + time);
    }
    if (Long.compareUnsigned(seconds, validBefore) >= 0) {
      throw new SigningException(Refusal.KEY_EXPIRED, "the certificate has expired at " + time);
    }
    if (!criticalOptions.isEmpty()) {
      throw new SigningException(
          Refusal.UNSUPPORTED,
          "the certificate has the critical option `"
              + Shown.text(criticalOptions.get(0))
              + "`, which a signature cannot keep");
    }
    if (principals.isEmpty()) {
      throw new SigningException(
          Refusal.UNTRUSTED_CERTIFICATE, "the certificate names no principal");
    }
  }
}
