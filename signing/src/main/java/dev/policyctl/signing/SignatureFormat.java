package dev.policyctl.signing;

/** The kinds of signatures that git writes into commits and tags. */
public enum SignatureFormat {
  /** RFC 9580 and RFC 4880, as {@code gpg} makes them. */
  OPENPGP,
  /** OpenSSH's {@code PROTOCOL.sshsig}. */
  SSH,
  /** CMS, RFC 5652, as {@code gpgsm} and {@code smimesign} make them. */
  X509
}
