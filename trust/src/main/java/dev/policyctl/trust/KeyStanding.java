package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.ssh.SignerKey;
import dev.policyctl.signing.ssh.SshVerifier;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the signatures of a person's key count at a time, as far as that is known before one is
 * seen.
 *
 * @param detail why they do not, or what is still open, in one line; empty where they count
 */
public record KeyStanding(State state, String detail) {

  /** How it stands. */
  public enum State {
    /** Its signatures count. */
    USABLE,
    /** A certificate that comes with each signature decides. */
    UNSEEN,
    /** They do not count at this time, as it happens in the life of a key: expired or revoked. */
    INACTIVE,
    /** They never count, whatever anybody signs: something is wrong. */
    BROKEN;

    /** The word in reports: {@code usable}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a signature by it may count. */
  public boolean mayCount() {
    return state == State.USABLE || state == State.UNSEEN;
  }

  /** How a key stands at a time. */
  static KeyStanding of(SigningKey key, KeyMaterial material, Instant time) {
    String written = key.fingerprint().value();
    Optional<String> malformed = Fingerprints.malformed(key.type(), written);
    if (malformed.isPresent()) {
      return new KeyStanding(State.BROKEN, "this is no fingerprint: " + malformed.get());
    }
    Optional<String> whyNot = TrustedKeys.whyNot(key, time);
    if (whyNot.isPresent()) {
      return new KeyStanding(State.INACTIVE, "it " + whyNot.get());
    }
    String fingerprint = Fingerprints.canonical(key.type(), written);
    try {
      return switch (key.type()) {
        case SSH -> ssh(fingerprint, material, time);
        case OPENPGP -> openPgp(fingerprint, material, time);
        case X509 -> x509(material, time);
      };
    } catch (SigningException e) {
      return new KeyStanding(
          state(e.refusal()), e.detail().replaceFirst("^key \\Q" + fingerprint + "\\E ", "it "));
    }
  }

  private static State state(Refusal refusal) {
    return switch (refusal) {
      case KEY_EXPIRED, KEY_NOT_YET_VALID, KEY_REVOKED -> State.INACTIVE;
      default -> State.BROKEN;
    };
  }

  private static KeyStanding ssh(String fingerprint, KeyMaterial material, Instant time)
      throws SigningException {
    SshVerifier verifier =
        new SshVerifier(
            material.signers(), TrustedKeys.required(material.revoked(), "revoked_keys"));
    try {
      verifier.demandUsable(fingerprint, RangeJudge.NAMESPACE, time);
      return new KeyStanding(State.USABLE, "");
    } catch (SigningException e) {
      boolean certified =
          e.refusal() == Refusal.UNKNOWN_KEY
              && material.signers().keys().stream().anyMatch(SignerKey::authority);
      if (!certified) {
        throw e;
      }
      return new KeyStanding(
          State.UNSEEN,
          "no line of `trust/allowed_signers` names it, so a certificate must come with it");
    }
  }

  private static KeyStanding openPgp(String fingerprint, KeyMaterial material, Instant time)
      throws SigningException {
    TrustedKeys.required(material.openPgp(), "a file of OpenPGP keys")
        .demandUsable(fingerprint, time);
    return new KeyStanding(State.USABLE, "");
  }

  private static KeyStanding x509(KeyMaterial material, Instant time) throws SigningException {
    TrustedKeys.required(material.lists(), "a revocation list");
    material.roots().demandAny(time);
    return new KeyStanding(
        State.UNSEEN, "its certificate comes with its signatures, and is judged there");
  }
}
