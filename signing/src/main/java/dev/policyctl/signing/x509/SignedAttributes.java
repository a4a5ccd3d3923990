package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.Time;

/**
 * What is really signed: attributes, and among them the digest of the data. RFC 5652, section 11.
 */
final class SignedAttributes {
  private final byte[] encoded;
  private final Map<ASN1ObjectIdentifier, ASN1Encodable> values;

  private SignedAttributes(byte[] encoded, Map<ASN1ObjectIdentifier, ASN1Encodable> values) {
    this.encoded = encoded;
    this.values = values;
  }

  static SignedAttributes of(CmsSignature signature) throws SigningException {
    ASN1Set attributes = signature.signer().getAuthenticatedAttributes();
    if (attributes == null) {
      throw malformed("a signature without signed attributes");
    }
    return Asn1.read("the signed attributes", () -> parse(attributes));
  }

  private static SignedAttributes parse(ASN1Set attributes) throws SigningException, IOException {
    Map<ASN1ObjectIdentifier, ASN1Encodable> values = new HashMap<>();
    for (ASN1Encodable each : attributes) {
      Attribute attribute = Attribute.getInstance(each);
      if (attribute.getAttrValues().size() != 1
          || values.put(attribute.getAttrType(), attribute.getAttrValues().getObjectAt(0))
              != null) {
        throw malformed("a signed attribute with several values, or with none");
      }
    }
    return new SignedAttributes(attributes.getEncoded(ASN1Encoding.DER), values);
  }

  /** Demands that they are about data, and about these. */
  void demandAbout(byte[] payload, CmsDigest digest) throws SigningException {
    if (!CMSObjectIdentifiers.data.equals(values.get(CMSAttributes.contentType))) {
      throw malformed("a signed content type that is not that of data");
    }
    if (!(values.get(CMSAttributes.messageDigest) instanceof ASN1OctetString stated)) {
      throw malformed("signed attributes without the digest of the data");
    }
    if (!MessageDigest.isEqual(stated.getOctets(), digest.digest(payload))) {
      throw new SigningException(
          Refusal.BAD_SIGNATURE, "the signature does not fit what is said to be signed");
    }
  }

  /** When the signer says that it was made. */
  Optional<Instant> time() throws SigningException {
    ASN1Encodable time = values.get(CMSAttributes.signingTime);
    if (time == null) {
      return Optional.empty();
    }
    return Asn1.read(
        "the signing time",
        () -> Optional.of(Time.getInstance(time.toASN1Primitive()).getDate().toInstant()));
  }

  byte[] encoded() {
    return encoded;
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
