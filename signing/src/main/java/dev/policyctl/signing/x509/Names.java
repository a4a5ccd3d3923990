package dev.policyctl.signing.x509;

import java.io.IOException;
import java.util.Arrays;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.x500.X500Name;

/** Distinguished names, compared octet by octet: a signature copies its certificate's. */
final class Names {
  private Names() {}

  static boolean same(X500Principal one, X500Name other) {
    try {
      return Arrays.equals(one.getEncoded(), other.getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      return false;
    }
  }
}
