package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.VerifiedSignature;
import java.util.Optional;
import java.util.function.Function;

/** Who made a signature. */
public sealed interface SignatureVerdict {

  /** Somebody whose key counts made it. */
  record By(Person person, VerifiedSignature signature) implements SignatureVerdict {

    /** Of the key that the person lists: of OpenPGP the primary key. */
    public String fingerprint() {
      return signature.fingerprint();
    }

    /** Whether the key has a fingerprint, as people write it. */
    public boolean hasFingerprint(String written) {
      return Fingerprints.same(TrustedKeys.type(signature.format()), written, fingerprint());
    }
  }

  /**
   * It proves nothing, or proves a key that is nobody's.
   *
   * @param refusal nothing where the signature holds, and the key's standing is the reason
   * @param detail one line for people
   */
  record Refused(Optional<Refusal> refusal, String detail) implements SignatureVerdict {}

  /** One of two answers. */
  default <T> T match(Function<By, T> by, Function<Refused, T> refused) {
    return this instanceof By one ? by.apply(one) : refused.apply((Refused) this);
  }
}
