package dev.policyctl.signing.x509;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes CMS signatures, also such as {@code gpgsm} would not. */
final class Cms {
  private final Issued signer;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private String algorithm = "SHA256withRSA";
  private boolean attached;
  private boolean direct;
  private int signatures = 1;

  Cms(Issued signer) {
    this.signer = signer;
    certificates.add(signer.certificate());
    if (signer.keys().getPublic().getAlgorithm().equals("EC")) {
      algorithm = "SHA256withECDSA";
    }
  }

  Cms by(String newAlgorithm) {
    algorithm = newAlgorithm;
    return this;
  }

  Cms with(Issued issued) {
    certificates.add(issued.certificate());
    return this;
  }

  Cms withoutCertificates() {
    certificates.clear();
    return this;
  }

  Cms attached() {
    attached = true;
    return this;
  }

  /** Without signed attributes. */
  Cms direct() {
    direct = true;
    return this;
  }

  Cms twice() {
    signatures = 2;
    return this;
  }

  byte[] der(byte[] payload) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      for (int i = 0; i < signatures; i++) {
        generator.addSignerInfoGenerator(
            new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                .setDirectSignature(direct)
                .build(
                    new JcaContentSignerBuilder(algorithm)
                        .setProvider(new BouncyCastleProvider())
                        .build(signer.keys().getPrivate()),
                    signer.certificate()));
      }
      generator.addCertificates(new JcaCertStore(certificates));
      return generator
          .generate(new CMSProcessableByteArray(payload), attached)
          .toASN1Structure()
          .getEncoded("DER");
    } catch (OperatorCreationException | CMSException | IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] payload) {
    return Issued.pem("SIGNED MESSAGE", der(payload));
  }
}
