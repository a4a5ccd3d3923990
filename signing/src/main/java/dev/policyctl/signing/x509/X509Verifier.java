package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Judges detached CMS signatures over data: RFC 5652, section 5.6. */
public final class X509Verifier {
  private static final String LABEL = "SIGNED MESSAGE";
  private static final int MAX_ARMOR = 1 << 16;

  /** How far the clocks of who signs and who judges may be apart. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private X509Verifier() {}

  /**
   * Verifies a signature, and that its certificate leads to a root and might sign.
   *
   * @param payload the octets that are said to be signed
   * @param armor one {@code SIGNED MESSAGE} with one signature in it, and nothing else
   * @param time at which to judge; who signed must not be able to choose it
   * @return whose fingerprint is the SHA-256 of the certificate, in lower-case hexadecimal
   * @throws SigningException if the signature proves nothing, with the reason
   */
  public static VerifiedSignature verify(
      byte[] payload, byte[] armor, X509Roots roots, X509RevocationLists lists, Instant time)
      throws SigningException {
    List<byte[]> blocks = Pem.read(armor, LABEL, MAX_ARMOR);
    if (blocks.size() > 1) {
      throw new SigningException(Refusal.SEVERAL_SIGNATURES, "more than one armor");
    }
    CmsSignature signature = CmsSignature.read(blocks.get(0));
    X509Certificate leaf = signature.leaf();
    AlgorithmFloor.demandStrong(leaf.getPublicKey());
    SignedAttributes attributes = SignedAttributes.of(signature);
    attributes.demandAbout(payload, signature.digest());
    SignatureValue.demandBy(leaf.getPublicKey(), signature, attributes);
    CertificateChain chain =
        CertificateChain.of(leaf, signature.certificates(), roots.certificates());
    ChainValidation.demandValid(chain, lists, time);
    Optional<Instant> claimed = attributes.time();
    demandPossible(claimed, leaf, time);
    String fingerprint = fingerprint(leaf);
    return new VerifiedSignature(
        SignatureFormat.X509,
        fingerprint,
        fingerprint,
        Optional.empty(),
        leaf.getPublicKey().getAlgorithm() + " with " + signature.digest().title(),
        claimed);
  }

  private static void demandPossible(Optional<Instant> claimed, X509Certificate leaf, Instant time)
      throws SigningException {
    if (claimed.isEmpty()) {
      return;
    }
    if (claimed.get().isAfter(time.plus(SKEW))
        || claimed.get().isBefore(leaf.getNotBefore().toInstant())) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID,
          "the signature is dated "
              + claimed.get()
              + ", before its certificate or after the time of judgement "
              + time);
    }
  }

  static String fingerprint(X509Certificate certificate) throws SigningException {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
      throw new SigningException(Refusal.MALFORMED, "a certificate that cannot be encoded", e);
    }
  }
}
