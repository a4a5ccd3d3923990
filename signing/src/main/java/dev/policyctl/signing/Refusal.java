package dev.policyctl.signing;

/** Why a signature proves nothing. */
public enum Refusal {
  /** It, its armor or its key is not in the form that the standard demands. */
  MALFORMED,
  /** More than one signature where there may be one. */
  SEVERAL_SIGNATURES,
  /** A format, version or critical part that is not known here; so nothing can be said. */
  UNSUPPORTED,
  /** None of the given keys made it. */
  UNKNOWN_KEY,
  /** The key's own, but not over these bytes. */
  BAD_SIGNATURE,
  /** An algorithm, digest or key size below the floor. */
  WEAK_ALGORITHM,
  /** The key, or the certificate behind it, had expired at the time of judgement. */
  KEY_EXPIRED,
  /** The key is not valid yet at the time of judgement, or was made after the signature. */
  KEY_NOT_YET_VALID,
  /** The key, or what vouches for it, is revoked. */
  KEY_REVOKED,
  /** The key may not make signatures of this kind. */
  KEY_USAGE,
  /** Made for another purpose: a namespace or a signature type that is not the demanded one. */
  WRONG_PURPOSE,
  /** The certificate does not lead to a given root or authority. */
  UNTRUSTED_CERTIFICATE,
  /** The signature itself has expired. */
  SIGNATURE_EXPIRED
}
