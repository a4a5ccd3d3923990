package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Picks out of all signatures those that a primary key made. */
final class OwnSignatures {
  private OwnSignatures() {}

  /**
   * The self-signatures of the types asked for, in their order.
   *
   * @throws SigningException {@link Refusal#MALFORMED} if one names the key as its maker and does
   *     not verify: whether it restricted the key cannot be known
   */
  static List<Statement> of(
      PublicKeyPacket primary,
      List<SignaturePacket> signatures,
      IntPredicate types,
      byte[]... signed)
      throws SigningException {
    List<Statement> own = new ArrayList<>();
    for (SignaturePacket signature : signatures) {
      if (!types.test(signature.type())) {
        continue;
      }
      Issuer issuer = Issuer.of(signature);
      if (!issuer.mayBe(primary)) {
        continue;
      }
      if (primary.verifies(signature, signed)) {
        own.add(new Statement(signature));
      } else if (!issuer.isEmpty()) {
        throw new SigningException(Refusal.MALFORMED, "a self-signature that does not verify");
      }
    }
    return own;
  }
}
