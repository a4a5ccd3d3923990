package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.repo.raw.Signed;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import dev.policyctl.signing.openpgp.OpenPgpVerifier;
import dev.policyctl.signing.ssh.SshVerifier;
import dev.policyctl.signing.x509.X509Verifier;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The people of a trust configuration, and the keys that their signatures are verified with. A key
 * counts for a person if the person lists its fingerprint with its type, within its times, and
 * without a revocation: one of those wins at any time, whatever its date.
 */
public final class TrustedKeys {
  static final String SSH = "-----BEGIN SSH SIGNATURE-----";
  static final String OPENPGP = "-----BEGIN PGP SIGNATURE-----";
  static final String X509 = "-----BEGIN SIGNED MESSAGE-----";

  private final TrustConfiguration configuration;
  private final KeyMaterial material;

  public TrustedKeys(TrustConfiguration configuration, KeyMaterial material) {
    this.configuration = configuration;
    this.material = material;
  }

  /** Whose keys these are. */
  public TrustConfiguration configuration() {
    return configuration;
  }

  /** What the keys were read from. */
  public KeyMaterial material() {
    return material;
  }

  /**
   * Says who made a signature.
   *
   * @param namespace that an SSH signature must have been made for
   * @param time at which keys must be valid: the judge's own, never the signer's claim
   */
  public SignatureVerdict judge(Signed signed, String namespace, Instant time) {
    VerifiedSignature signature;
    try {
      signature = verify(signed, namespace, time);
    } catch (SigningException e) {
      return new SignatureVerdict.Refused(Optional.of(e.refusal()), e.detail());
    }
    return standing(signature, time);
  }

  private VerifiedSignature verify(Signed signed, String namespace, Instant time)
      throws SigningException {
    byte[] armor = signed.armor();
    String begin = new String(armor, 0, Math.min(armor.length, 40), StandardCharsets.ISO_8859_1);
    if (begin.startsWith(SSH)) {
      return new SshVerifier(material.signers(), required(material.revoked(), "revoked_keys"))
          .verify(signed.payload(), armor, namespace, time);
    }
    if (begin.startsWith(OPENPGP)) {
      return OpenPgpVerifier.verify(
          signed.payload(), armor, required(material.openPgp(), "a file of OpenPGP keys"), time);
    }
    if (begin.startsWith(X509)) {
      return X509Verifier.verify(
          signed.payload(),
          armor,
          material.roots(),
          required(material.lists(), "a revocation list"),
          time);
    }
    throw new SigningException(Refusal.UNSUPPORTED, "its armor is of no known kind");
  }

  static <T> T required(Optional<T> revocations, String name) throws SigningException {
    return revocations.orElseThrow(
        () ->
            new SigningException(
                Refusal.UNSUPPORTED,
                "`" + name + "` in `trust/` cannot be read, so nobody knows what is revoked"));
  }

  private SignatureVerdict standing(VerifiedSignature signature, Instant time) {
    SignatureVerdict verdict = null;
    for (Person person : configuration.people()) {
      for (SigningKey key : person.keys()) {
        // A key that is listed twice may be revoked in one place only, and is revoked then.
        if (is(key, signature) && (verdict == null || key.revoked().isPresent())) {
          verdict = verdict(person, key, signature, time);
        }
      }
    }
    return verdict != null
        ? verdict
        : new SignatureVerdict.Refused(
            Optional.empty(),
            "nobody in `trust.people` lists the "
                + label(signature)
                + " "
                + signature.fingerprint());
  }

  private static SignatureVerdict verdict(
      Person person, SigningKey key, VerifiedSignature signature, Instant time) {
    return whyNot(key, time)
        .<SignatureVerdict>map(
            why ->
                new SignatureVerdict.Refused(
                    Optional.empty(), "the key of `" + person.id().value() + "` " + why))
        .orElseGet(() -> new SignatureVerdict.By(person, signature));
  }

  private static String label(VerifiedSignature signature) {
    return type(signature.format()).label() + " key";
  }

  static KeyType type(SignatureFormat format) {
    return switch (format) {
      case SSH -> KeyType.SSH;
      case OPENPGP -> KeyType.OPENPGP;
      case X509 -> KeyType.X509;
    };
  }

  private static boolean is(SigningKey key, VerifiedSignature signature) {
    KeyType type = type(signature.format());
    return key.type() == type
        && Fingerprints.same(type, key.fingerprint().value(), signature.fingerprint());
  }

  /** Why a key does not count at a time; nothing where it does. */
  public static Optional<String> whyNot(SigningKey key, Instant time) {
    if (key.revoked().isPresent()) {
      return Optional.of(
          "is revoked ("
              + key.revoked().get().reason().value()
              + ", "
              + key.revoked().get().at()
              + ")");
    }
    if (key.from().isPresent() && time.isBefore(key.from().get())) {
      return Optional.of("counts from " + key.from().get() + " on, not at " + time);
    }
    if (key.until().isPresent() && !time.isBefore(key.until().get())) {
      return Optional.of("counted until " + key.until().get() + ", not at " + time);
    }
    return Optional.empty();
  }
}
