package dev.policyctl.cli.render;

import dev.policyctl.cli.render.LogReport.Entry;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.ClaimedSigner;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.SignatureVerdict;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who signed a change, in words. */
final class LogWords {
  private LogWords() {}

  /** {@code ada, SHA256:…}; {@code none}; {@code SSH key SHA256:… (unverified)}. */
  static String signer(CommitVerdict commit) {
    return commit
        .signer()
        .map(by -> who(by))
        .orElseGet(
            () -> claimed(commit.commit().flatMap(RawCommit::signed).map(ClaimedSigner::of)));
  }

  private static String who(SignatureVerdict.By by) {
    return by.person().id().value() + ", " + by.fingerprint();
  }

  /** What a signature that was not verified says of itself. */
  static String claimed(Optional<String> key) {
    return key.map(claim -> claim + " (unverified)").orElse("none");
  }

  /** {@code ok}, or why not. */
  static String verdict(CommitVerdict commit) {
    return commit.passes()
        ? "ok"
        : commit.objections().stream().map(Objection::message).collect(Collectors.joining("; "));
  }

  /** What else a change touches and what it touches of policies. */
  static String touched(Entry entry) {
    String policies =
        entry.bundles().stream().map(Object::toString).collect(Collectors.joining(", "));
    String areas = String.join(", ", entry.areas());
    String both = policies.isEmpty() || areas.isEmpty() ? "" : ", ";
    return policies + both + areas;
  }
}
