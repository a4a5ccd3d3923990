package dev.policyctl.trust;

import java.util.List;

/** Paths of the git repository, as the policy repository in it calls them. */
public final class PolicyPaths {
  private final String prefix;

  /**
   * @param prefix the policy root's path in the git repository, empty for its root
   */
  public PolicyPaths(String prefix) {
    this.prefix = prefix.isEmpty() ? "" : prefix + "/";
  }

  /** The paths below the policy root, from there; others say nothing about policies. */
  public List<String> of(List<String> paths) {
    return paths.stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  /** Likewise, of what a commit changes of its own. */
  public List<String> of(CommitVerdict commit) {
    return of(commit.touched());
  }
}
