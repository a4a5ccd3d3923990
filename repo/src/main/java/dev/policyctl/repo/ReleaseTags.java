package dev.policyctl.repo;

import java.util.List;

/**
 * The release tags of one bundle.
 *
 * @param releases ascending
 * @param ignored names without {@code refs/tags/}, sorted, of tags that look like releases and are
 *     none: what follows the {@code v} is no semantic version, or they name no commit
 */
public record ReleaseTags(List<ReleaseTag> releases, List<String> ignored) {

  public ReleaseTags {
    releases = List.copyOf(releases);
    ignored = List.copyOf(ignored);
  }
}
