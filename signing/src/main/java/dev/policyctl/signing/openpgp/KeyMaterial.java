package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.SigningException;

/** The public numbers of a key, and what they can verify. */
interface KeyMaterial {
  /** As people call it: {@code RSA 3072}. */
  String title();

  /** Refuses a kind or size of key that may not vouch for anything. */
  void demandStrong() throws SigningException;

  /**
   * Whether the numbers of a signature fit a digest.
   *
   * @throws SigningException if they are not in their one form, or keys of this kind cannot be used
   */
  boolean verifies(DigestAlgorithm algorithm, byte[] digest, Cursor numbers)
      throws SigningException;
}
