package dev.policyctl.signing.x509;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.function.Consumer;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate with its key pair, made in the test. */
record Issued(KeyPair keys, X509Certificate certificate) {
  static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
  static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final KeyPair RSA = keyPair("RSA", 2048);

  /** What a certificate says; without changes, that its key may sign mail. */
  static final class Draft {
    Instant from = FROM;
    Instant until = UNTIL;
    String algorithm = "";
    boolean authority;
    int pathLength = 5;
    int usage = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    KeyPurposeId[] purposes = {KeyPurposeId.id_kp_emailProtection};
    long serial = 1000;

    Draft authority() {
      authority = true;
      usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
      purposes = new KeyPurposeId[0];
      return this;
    }
  }

  /** One pair for all that do not care, because making one takes long. */
  static KeyPair rsa() {
    return RSA;
  }

  static KeyPair keyPair(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Issued root(KeyPair keys, Consumer<Draft> change) {
    return make(
        "Root",
        keys,
        "Root",
        keys,
        d -> {
          d.serial = 1;
          change.accept(d);
        });
  }

  static Issued root() {
    return root(keyPair("EC", 256), Draft::authority);
  }

  Issued issue(String name, KeyPair subject, Consumer<Draft> change) {
    String issuer = certificate.getSubjectX500Principal().getName().substring("CN=".length());
    return make(name, subject, issuer, keys, change);
  }

  private static Issued make(
      String name, KeyPair subject, String issuer, KeyPair signer, Consumer<Draft> change) {
    Draft draft = new Draft();
    change.accept(draft);
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + issuer),
              BigInteger.valueOf(draft.serial),
              Date.from(draft.from),
              Date.from(draft.until),
              new X500Principal("CN=" + name),
              subject.getPublic());
      extensions(builder, subject, draft);
      return new Issued(
          subject,
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(
                      new JcaContentSignerBuilder(algorithm(draft.algorithm, signer))
                          .build(signer.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void extensions(JcaX509v3CertificateBuilder builder, KeyPair subject, Draft draft)
      throws CertIOException, GeneralSecurityException {
    builder.addExtension(
        Extension.basicConstraints,
        true,
        draft.authority ? new BasicConstraints(draft.pathLength) : new BasicConstraints(false));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subject.getPublic()));
    if (draft.usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(draft.usage));
    }
    if (draft.purposes.length > 0) {
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(draft.purposes));
    }
  }

  private static String algorithm(String wanted, KeyPair signer) {
    return wanted.isEmpty()
        ? "SHA256with" + (signer.getPublic().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA")
        : wanted;
  }

  /** A revocation list of this authority, with the serial numbers given. */
  byte[] revocationList(Instant made, Instant next, long... serials) {
    try {
      JcaX509v2CRLBuilder builder =
          new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), Date.from(made));
      builder.setNextUpdate(Date.from(next));
      for (long serial : serials) {
        builder.addCRLEntry(
            BigInteger.valueOf(serial), Date.from(made), CRLReason.cessationOfOperation);
      }
      X509CRL list =
          new JcaX509CRLConverter()
              .getCRL(
                  builder.build(
                      new JcaContentSignerBuilder(algorithm("", keys)).build(keys.getPrivate())));
      return pem("X509 CRL", list.getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] pem() {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
