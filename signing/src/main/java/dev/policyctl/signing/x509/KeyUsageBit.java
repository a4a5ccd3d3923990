package dev.policyctl.signing.x509;

/** The bits of a certificate's key usage: RFC 5280, section 4.2.1.3. */
final class KeyUsageBit {
  static final int DIGITAL_SIGNATURE = 0;
  static final int NON_REPUDIATION = 1;
  static final int CERT_SIGN = 5;
  static final int CRL_SIGN = 6;

  private KeyUsageBit() {}
}
