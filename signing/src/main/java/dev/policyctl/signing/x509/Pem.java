package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.armor.Armor;
import dev.policyctl.signing.armor.ArmorBlock;
import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Certificates and revocation lists, and their text form: RFC 7468. */
final class Pem {
  private static final String NOT_ONE_FORM = "has octets left over, or is not in its one form";

  private Pem() {}

  /** The contents of all blocks; there must be one at least, and none with another label. */
  static List<byte[]> read(byte[] text, String label, int limit) throws SigningException {
    List<byte[]> bodies = new ArrayList<>();
    for (ArmorBlock block : Armor.read(text, limit)) {
      if (!block.label().equals(label) || block.hasChecksum()) {
        throw new SigningException(
            Refusal.MALFORMED, "a " + block.label() + " where a " + label + " is expected");
      }
      bodies.add(block.body());
    }
    if (bodies.isEmpty()) {
      throw new SigningException(Refusal.MALFORMED, "there is no " + label);
    }
    return bodies;
  }

  static X509Certificate certificate(byte[] der) throws SigningException {
    try {
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der));
      if (!Arrays.equals(certificate.getEncoded(), der)) {
        throw new SigningException(Refusal.MALFORMED, "a certificate " + NOT_ONE_FORM);
      }
      return certificate;
    } catch (CertificateException e) {
      throw new SigningException(Refusal.MALFORMED, "a certificate that cannot be read", e);
    }
  }

  static X509CRL revocationList(byte[] der) throws SigningException {
    try {
      X509CRL list =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
      if (!Arrays.equals(list.getEncoded(), der)) {
        throw new SigningException(Refusal.MALFORMED, "a revocation list " + NOT_ONE_FORM);
      }
      return list;
    } catch (CertificateException | CRLException e) {
      throw new SigningException(Refusal.MALFORMED, "a revocation list that cannot be read", e);
    }
  }
}
