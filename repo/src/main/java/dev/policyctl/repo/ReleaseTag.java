package dev.policyctl.repo;

import dev.policyctl.model.policy.SemanticVersion;

/**
 * A tag {@code <environment>/<tenant>/v<version>} on a commit, annotated or not.
 *
 * <p>Ordered by precedence of the versions, then by name.
 *
 * @param name without {@code refs/tags/}
 * @param id of the object that the ref names: a tag object, or the commit itself
 * @param commitId of the commit that it names, through however many tag objects
 */
public record ReleaseTag(String name, SemanticVersion version, String id, String commitId)
    implements Comparable<ReleaseTag> {

  @Override
  public int compareTo(ReleaseTag other) {
    int order = version.compareTo(other.version);
    return order == 0 ? name.compareTo(other.name) : order;
  }
}
