package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;

/** A key of a kind that verifies nothing here. */
record UnusableKey(String title, Refusal refusal) implements KeyMaterial {
  @Override
  public void demandStrong() throws SigningException {
    throw new SigningException(refusal, title + " may not sign");
  }

  @Override
  public boolean verifies(DigestAlgorithm algorithm, byte[] digest, Cursor numbers)
      throws SigningException {
    throw new SigningException(refusal, title + " may not sign");
  }
}
