package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges SSH signatures by the keys of an {@code allowed_signers} file and by what is revoked. It
 * refuses all that {@code ssh-keygen -Y verify} refuses, and more: the algorithms below the floor,
 * security keys that nobody touched, certificates with critical options. Immutable.
 */
public final class SshVerifier {
  private final AllowedSigners signers;
  private final RevokedKeys revoked;
  private final List<AllowedSigner> usable;
  private final KnownKeys known;

  /**
   * @param signers whose usable lines count
   * @param revoked wins over any line, at any time
   */
  public SshVerifier(AllowedSigners signers, RevokedKeys revoked) {
    this.signers = signers;
    this.revoked = revoked;
    this.usable = signers.usable();
    this.known = new KnownKeys(usable.stream().map(AllowedSigner::key).toList());
  }

  /**
   * Judges a signature, whoever of the allowed signers made it. That a person may sign is not said
   * by this: the caller knows whose the fingerprint is.
   *
   * @param payload what was signed
   * @param armor the signature, from header to footer line
   * @param namespace that it must have been made for
   * @param time at which the key must be valid; of the judge's own knowledge, never the signer's
   *     claim
   * @throws SigningException if it proves nothing, with the reason
   */
  public VerifiedSignature verify(byte[] payload, byte[] armor, String namespace, Instant time)
      throws SigningException {
    return judge(payload, armor, new Demand(namespace, time, null));
  }

  /**
   * Judges a signature as {@link #verify} does, and demands that the signer may sign as somebody.
   *
   * @param principal a name or an e-mail address that the signer's line, and certificate if there
   *     is one, must cover
   * @throws SigningException if it proves nothing, with the reason
   */
  public VerifiedSignature verifyAs(
      String principal, byte[] payload, byte[] armor, String namespace, Instant time)
      throws SigningException {
    return judge(payload, armor, new Demand(namespace, time, principal));
  }

  /**
   * Demands that signatures by a key could count, whatever they are over. Says nothing of
   * certificates: a key without a line of its own may have one, which comes with its signatures.
   *
   * @param fingerprint as {@code ssh-keygen -l} prints it
   * @param namespace that its signatures would be made for
   * @param time at which the key must be valid
   * @throws SigningException if they could not, with the reason; {@link Refusal#UNKNOWN_KEY} if no
   *     usable line names the key
   */
  public void demandUsable(String fingerprint, String namespace, Instant time)
      throws SigningException {
    if (revoked.contains(fingerprint)) {
      throw new SigningException(Refusal.KEY_REVOKED, "key " + fingerprint + " is revoked");
    }
    Optional<SshPublicKey> key =
        signers.lines().stream()
            .flatMap(line -> line.signer().stream())
            .map(AllowedSigner::key)
            .filter(k -> k.fingerprint().equals(fingerprint))
            .findFirst();
    if (key.isEmpty()) {
      throw unreadable(fingerprint);
    }
    if (revoked.contains(key.get())) {
      throw new SigningException(Refusal.KEY_REVOKED, "key " + fingerprint + " is revoked");
    }
    SshIdentity identity = new SshIdentity(key.get(), Optional.empty());
    demandAny(linesOf(identity), identity, new Demand(namespace, time, null));
  }

  /** Why a key cannot be used that is at most in lines of which nothing can be made. */
  private SigningException unreadable(String fingerprint) {
    return signers.lines().stream()
        .filter(line -> line.fingerprint().equals(fingerprint))
        .findFirst()
        .map(line -> refusedLine(Refusal.WEAK_ALGORITHM, "key " + fingerprint, line))
        .orElseGet(
            () ->
                new SigningException(
                    Refusal.UNKNOWN_KEY,
                    "key " + fingerprint + " is not among the allowed signers"));
  }

  private record Demand(String namespace, Instant time, @Nullable String principal) {}

  private VerifiedSignature judge(byte[] payload, byte[] armor, Demand demand)
      throws SigningException {
    SshSignature signature = SshSignature.parse(armor);
    if (!signature.namespace().equals(demand.namespace)) {
      throw new SigningException(
          Refusal.WRONG_PURPOSE,
          "made for namespace `"
              + Shown.text(signature.namespace())
              + "`, not for `"
              + demand.namespace
              + "`");
    }
    SshIdentity identity = SshIdentity.fromWire(signature.signer(), known);
    if (identity.isRevokedBy(revoked)) {
      throw new SigningException(Refusal.KEY_REVOKED, identity.name() + " is revoked");
    }
    List<AllowedSigner> lines = linesOf(identity);
    SignatureAlgorithm algorithm =
        identity.key().check(signature.signature(), signature.signedBytes(payload));
    demandAny(lines, identity, demand);
    return new VerifiedSignature(
        SignatureFormat.SSH,
        identity.key().fingerprint(),
        identity.key().fingerprint(),
        identity.certificate().map(certificate -> certificate.authority().fingerprint()),
        algorithm.wireName() + " " + signature.hash(),
        Optional.empty());
  }

  private List<AllowedSigner> linesOf(SshIdentity identity) throws SigningException {
    List<AllowedSigner> lines = usable.stream().filter(identity::isVouchedForBy).toList();
    if (!lines.isEmpty()) {
      return lines;
    }
    Refusal refusal =
        identity.certificate().isPresent() ? Refusal.UNTRUSTED_CERTIFICATE : Refusal.UNKNOWN_KEY;
    for (SignerLine line : signers.lines()) {
      if (line.signer().filter(identity::isVouchedForBy).isPresent()) {
        throw refusedLine(refusal, identity.name(), line);
      }
    }
    throw new SigningException(refusal, identity.name() + " is not among the allowed signers");
  }

  private static SigningException refusedLine(Refusal refusal, String name, SignerLine line) {
    SignerProblem problem = line.problems().get(0);
    return new SigningException(
        refusal,
        name
            + " is only in a refused line of the allowed signers: line "
            + problem.line()
            + ", column "
            + problem.column()
            + ": "
            + problem.message());
  }

  /** One line that allows it is enough; if none does, the first says why. */
  private static void demandAny(List<AllowedSigner> lines, SshIdentity identity, Demand demand)
      throws SigningException {
    SigningException first = null;
    for (AllowedSigner line : lines) {
      try {
        demand(line, identity, demand);
        return;
      } catch (SigningException e) {
        first = first == null ? e : first;
      }
    }
    throw Objects.requireNonNull(first, "there is a line");
  }

  private static void demand(AllowedSigner line, SshIdentity identity, Demand demand)
      throws SigningException {
    String name = identity.name();
    if (line.namespaces().isPresent() && !line.namespaces().get().matches(demand.namespace)) {
      throw new SigningException(
          Refusal.WRONG_PURPOSE, name + " may not sign for namespace `" + demand.namespace + "`");
    }
    if (line.validAfter().filter(demand.time::isBefore).isPresent()) {
      throw new SigningException(
          Refusal.KEY_NOT_YET_VALID, name + " is valid only after " + line.validAfter().get());
    }
    if (line.validBefore().filter(demand.time::isAfter).isPresent()) {
      throw new SigningException(
          Refusal.KEY_EXPIRED, name + " was valid only before " + line.validBefore().get());
    }
    identity.demandUseAt(demand.time);
    if (!identity.maySignAs(demand.principal, line.principals())) {
      throw new SigningException(
          identity.certificate().isPresent() ? Refusal.UNTRUSTED_CERTIFICATE : Refusal.UNKNOWN_KEY,
          demand.principal == null
              ? name + " names no principal that its authority may vouch for"
              : name + " may not sign as `" + Shown.text(demand.principal) + "`");
    }
  }
}
