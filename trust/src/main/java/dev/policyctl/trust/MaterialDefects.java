package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.finding.Span;
import dev.policyctl.signing.ssh.SignerKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What is wrong with the files in {@code trust/}, and what in them grants nothing. */
final class MaterialDefects {
  private static final String GRANTS_NOTHING = "authority comes from `trust.people` alone";

  private MaterialDefects() {}

  /** What cannot be used. */
  static List<TrustDefect> problems(KeyMaterial material) {
    return material.problems().stream()
        .map(
            problem ->
                TrustDefect.error(
                    span(problem), problem.message(), "until this is mended, nobody signs by it"))
        .toList();
  }

  /** Keys that nobody lists. */
  static List<TrustDefect> unlisted(TrustedKeys keys) {
    List<TrustDefect> defects = new ArrayList<>();
    Set<String> ssh = listed(keys, KeyType.SSH);
    for (SignerKey key : keys.material().signers().keys()) {
      if (!key.authority() && !ssh.contains(key.fingerprint())) {
        String path = KeyMaterial.FOLDER + "/allowed_signers";
        defects.add(
            unlisted(new Span(path, key.line(), 1, key.line(), 2), "ssh", key.fingerprint()));
      }
    }
    Set<String> openPgp = listed(keys, KeyType.OPENPGP);
    keys.material()
        .openPgpPaths()
        .forEach(
            (fingerprint, path) -> {
              if (!openPgp.contains(fingerprint)) {
                defects.add(unlisted(Span.startOf(path), "openpgp", fingerprint));
              }
            });
    return defects;
  }

  private static TrustDefect unlisted(Span span, String type, String fingerprint) {
    return TrustDefect.note(
        span,
        "nobody lists the " + type + " key " + fingerprint + ", so it grants nothing",
        GRANTS_NOTHING);
  }

  private static Span span(KeyProblem problem) {
    int width = Math.max(1, problem.text().codePointCount(0, problem.text().length()));
    return new Span(
        problem.path(), problem.line(), problem.column(), problem.line(), problem.column() + width);
  }

  private static Set<String> listed(TrustedKeys keys, KeyType type) {
    return keys.configuration().people().stream()
        .flatMap(person -> person.keys().stream())
        .filter(key -> key.type() == type)
        .map(SigningKey::fingerprint)
        .map(text -> Fingerprints.canonical(type, text.value()))
        .collect(Collectors.toSet());
  }
}
