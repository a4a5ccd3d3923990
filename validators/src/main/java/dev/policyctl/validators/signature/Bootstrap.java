package dev.policyctl.validators.signature;

import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The first trust of a repository. Its own people judge it, and who they are is only as good as the
 * keys that somebody outside of the repository vouches for: whatever changes it must be signed with
 * one of those.
 */
final class Bootstrap {
  private final Set<String> roots;
  private final String prefix;

  /**
   * @param roots fingerprints, as {@code trust list} prints them
   * @param prefix the policy root's path in the git repository, empty for its root
   */
  Bootstrap(List<String> roots, String prefix) {
    this.roots = roots.stream().map(Bootstrap::plain).collect(Collectors.toSet());
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  /** As they were judged, and what else speaks against them. */
  List<CommitVerdict> judge(List<CommitVerdict> commits) {
    return commits.stream().map(this::judge).toList();
  }

  private CommitVerdict judge(CommitVerdict commit) {
    boolean changesTrust = commit.touched().stream().anyMatch(path -> trust(prefix, path));
    boolean vouched =
        commit.signer().filter(by -> roots.contains(plain(by.fingerprint()))).isPresent();
    if (!changesTrust || vouched || !commit.passes()) {
      return commit;
    }
    List<Objection> objections = new ArrayList<>(commit.objections());
    objections.add(
        new Objection(
            Objection.Kind.UNAUTHORISED,
            "it changes who is trusted, and no --trust-root vouches for the key that signed it"));
    return new CommitVerdict(
        commit.id(),
        commit.commit(),
        commit.signer(),
        commit.touched(),
        objections,
        commit.remarks());
  }

  /** Whether a path says who is trusted. */
  static boolean trust(String prefix, String path) {
    return path.equals(prefix + PolicyRoot.CONFIGURATION)
        || path.startsWith(prefix + KeyMaterial.FOLDER + "/");
  }

  /** Of SSH keys as it is; of others the digits alone, whatever stands between them. */
  private static String plain(String fingerprint) {
    return fingerprint.startsWith("SHA256:")
        ? fingerprint
        : fingerprint.replaceAll("[\\s:]", "").toLowerCase(Locale.ROOT);
  }
}
