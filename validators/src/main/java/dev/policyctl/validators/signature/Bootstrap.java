package dev.policyctl.validators.signature;

import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.PolicyPaths;
import java.util.ArrayList;
import java.util.List;

/**
 * The first trust of a repository. Its own people judge it, and who they are is only as good as the
 * keys that somebody outside of the repository vouches for: whatever changes it must be signed with
 * one of those.
 */
final class Bootstrap {
  private final List<String> roots;
  private final PolicyPaths paths;

  /**
   * @param roots fingerprints, as {@code trust list} prints them
   */
  Bootstrap(List<String> roots, PolicyPaths paths) {
    this.roots = List.copyOf(roots);
    this.paths = paths;
  }

  /** As they were judged, and what else speaks against them. */
  List<CommitVerdict> judge(List<CommitVerdict> commits) {
    return commits.stream().map(this::judge).toList();
  }

  private CommitVerdict judge(CommitVerdict commit) {
    boolean changesTrust = paths.of(commit).stream().anyMatch(Bootstrap::trust);
    boolean vouched =
        commit.signer().filter(by -> roots.stream().anyMatch(by::hasFingerprint)).isPresent();
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

  /** Whether a path of the policy repository says who is trusted. */
  static boolean trust(String path) {
    return path.equals(PolicyRoot.CONFIGURATION) || path.startsWith(KeyMaterial.FOLDER + "/");
  }
}
