package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * A detached CMS signature, parsed and not yet believed: RFC 5652, section 5.
 *
 * @param certificates that came with it, in their order
 */
record CmsSignature(SignerInfo signer, CmsDigest digest, List<X509Certificate> certificates) {
  private static final int MAX_CERTIFICATES = 16;
  private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";

  CmsSignature {
    certificates = List.copyOf(certificates);
  }

  static CmsSignature read(byte[] octets) throws SigningException {
    return Asn1.read("the CMS signature", () -> parse(octets));
  }

  private static CmsSignature parse(byte[] octets) throws SigningException, IOException {
    ASN1Primitive parsed = ASN1Primitive.fromByteArray(octets);
    // Lengths in their shortest form, nothing after the end: only then do these octets come back.
    if (!Arrays.equals(parsed.getEncoded(), octets)) {
      throw malformed("CMS that is not in its one form");
    }
    ContentInfo content = ContentInfo.getInstance(parsed);
    if (!content.getContentType().equals(CMSObjectIdentifiers.signedData)) {
      throw malformed("CMS that is not signed data");
    }
    SignedData data = SignedData.getInstance(content.getContent());
    demandSame(data, content.getContent());
    return of(data);
  }

  /** The parser passes over some tags; it would not write them so. */
  private static void demandSame(ASN1Object parsed, ASN1Encodable given)
      throws SigningException, IOException {
    if (!Arrays.equals(
        parsed.getEncoded(ASN1Encoding.DER),
        given.toASN1Primitive().getEncoded(ASN1Encoding.DER))) {
      throw malformed("CMS that is not in its one form");
    }
  }

  private static CmsSignature of(SignedData data) throws SigningException, IOException {
    if (data.getEncapContentInfo().getContent() != null) {
      throw malformed("a signature that brings its own data along");
    }
    if (!data.getEncapContentInfo().getContentType().equals(CMSObjectIdentifiers.data)) {
      throw new SigningException(Refusal.WRONG_PURPOSE, "a signature over something but data");
    }
    if (data.getCRLs() != null) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "a signature that brings its own revocation lists along");
    }
    ASN1Set signers = data.getSignerInfos();
    if (signers.size() != 1) {
      throw new SigningException(
          signers.size() == 0 ? Refusal.MALFORMED : Refusal.SEVERAL_SIGNATURES,
          "CMS with " + signers.size() + " signatures");
    }
    SignerInfo signer = SignerInfo.getInstance(signers.getObjectAt(0));
    demandSame(signer, signers.getObjectAt(0));
    CmsDigest digest = CmsDigest.of(signer.getDigestAlgorithm());
    demandVersions(data, signer);
    demandSameDigest(data.getDigestAlgorithms(), digest);
    return new CmsSignature(signer, digest, certificates(data.getCertificates()));
  }

  /** RFC 5652, sections 5.1 and 5.3: both follow from how the signer is named. */
  private static void demandVersions(SignedData data, SignerInfo signer) throws SigningException {
    ASN1Integer expected = new ASN1Integer(signer.getSID().isTagged() ? 3 : 1);
    if (!signer.getVersion().equals(expected) || !data.getVersion().equals(expected)) {
      throw malformed("CMS of a version that does not fit what it holds");
    }
    if (signer.getUnauthenticatedAttributes() != null) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "attributes that are not signed, and could be anybody's");
    }
  }

  private static void demandSameDigest(ASN1Set algorithms, CmsDigest digest)
      throws SigningException {
    if (algorithms.size() != 1
        || CmsDigest.of(AlgorithmIdentifier.getInstance(algorithms.getObjectAt(0))) != digest) {
      throw malformed("CMS that announces other digests than it uses");
    }
  }

  private static List<X509Certificate> certificates(ASN1Set encoded)
      throws SigningException, IOException {
    if (encoded == null || encoded.size() > MAX_CERTIFICATES) {
      throw malformed("CMS with no certificates, or more than " + MAX_CERTIFICATES);
    }
    List<X509Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable certificate : encoded) {
      certificates.add(Pem.certificate(certificate.toASN1Primitive().getEncoded()));
    }
    return certificates;
  }

  /** The one certificate that the signature names as its own. */
  X509Certificate leaf() throws SigningException {
    List<X509Certificate> found = new ArrayList<>();
    for (X509Certificate certificate : certificates) {
      if (Asn1.read("the name of the certificate", () -> isNamed(certificate, signer.getSID()))) {
        found.add(certificate);
      }
    }
    if (found.size() != 1) {
      throw new SigningException(
          Refusal.UNKNOWN_KEY, "the signature names " + found.size() + " certificates of its own");
    }
    return found.get(0);
  }

  /** Names are compared octet by octet: a signature copies its certificate's. */
  private static boolean isNamed(X509Certificate certificate, SignerIdentifier named)
      throws IOException {
    if (named.isTagged()) {
      byte[] extension = certificate.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
      return extension != null
          && ASN1OctetString.getInstance(ASN1OctetString.getInstance(extension).getOctets())
              .equals(ASN1OctetString.getInstance(named.getId()));
    }
    IssuerAndSerialNumber issuer = IssuerAndSerialNumber.getInstance(named.getId());
    return Arrays.equals(
            certificate.getIssuerX500Principal().getEncoded(),
            issuer.getName().getEncoded(ASN1Encoding.DER))
        && certificate.getSerialNumber().equals(issuer.getSerialNumber().getValue());
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
