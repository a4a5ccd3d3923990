package dev.policyctl.signing.ssh;

import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;

/** The curves of RFC 5656. */
enum EcdsaCurve {
  P256("nistp256", "secp256r1"),
  P384("nistp384", "secp384r1"),
  P521("nistp521", "secp521r1");

  private final String wireName;
  private final String standardName;

  EcdsaCurve(String wireName, String standardName) {
    this.wireName = wireName;
    this.standardName = standardName;
  }

  String wireName() {
    return wireName;
  }

  ECDomainParameters domain() {
    X9ECParameters curve = CustomNamedCurves.getByName(standardName);
    return new ECDomainParameters(curve);
  }
}
