package dev.policyctl.signing.ssh;

import dev.policyctl.signing.SigningException;

/** The numbers of a public key, and the arithmetic of a signature by it. */
sealed interface VerifyingKey permits Ed25519Key, EcdsaKey, RsaKey {

  /**
   * Does the arithmetic.
   *
   * @param signature the algorithm's own field of the signature
   * @return whether the key made the signature over the message
   * @throws SigningException if the signature is not in the algorithm's form
   */
  boolean verifies(SignatureAlgorithm algorithm, byte[] signature, byte[] message)
      throws SigningException;

  /** Reads what follows the type's name (and a certificate's nonce). */
  static VerifyingKey read(KeyType type, WireReader fields) throws SigningException {
    return switch (type) {
      case ED25519, SK_ED25519 -> Ed25519Key.read(fields);
      case RSA -> RsaKey.read(fields);
      case ECDSA_256, SK_ECDSA_256 -> EcdsaKey.read(EcdsaCurve.P256, fields);
      case ECDSA_384 -> EcdsaKey.read(EcdsaCurve.P384, fields);
      case ECDSA_521 -> EcdsaKey.read(EcdsaCurve.P521, fields);
    };
  }
}
