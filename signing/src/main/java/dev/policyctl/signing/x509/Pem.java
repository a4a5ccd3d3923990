package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.armor.Armor;
import dev.policyctl.signing.armor.ArmorBlock;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.Certificate;

/** Certificates and revocation lists, and their text form: RFC 7468. */
final class Pem {

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
    return Asn1.read(
        "a certificate",
        () -> {
          X509Certificate certificate =
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(der));
          demandSame(certificate.getEncoded(), der);
          // How many bits of the signature's last octet count is not signed; the platform passes
          // over it.
          if (Certificate.getInstance(der).getSignature().getPadBits() != 0) {
            throw new SigningException(
                Refusal.MALFORMED, "a certificate with a signature of broken octets");
          }
          return certificate;
        });
  }

  static X509CRL revocationList(byte[] der) throws SigningException {
    return Asn1.read(
        "a revocation list",
        () -> {
          X509CRL list =
              (X509CRL)
                  CertificateFactory.getInstance("X.509")
                      .generateCRL(new ByteArrayInputStream(der));
          demandSame(list.getEncoded(), der);
          return list;
        });
  }

  private static void demandSame(byte[] encoded, byte[] given) throws SigningException {
    if (!Arrays.equals(encoded, given)) {
      throw new SigningException(
          Refusal.MALFORMED, "a certificate or revocation list that is not in its one form");
    }
  }
}
