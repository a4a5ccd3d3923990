package dev.policyctl.repo;

import java.util.function.Function;

/** What is known about the last release of a bundle. */
public sealed interface LastRelease {

  /** The policy repository is in no git repository. */
  record OutsideGit() implements LastRelease {}

  /**
   * The clone is shallow, so a release may be missing from it.
   *
   * @param undecided whether that is a failure, exit code 4, rather than a note: a base was given,
   *     or a CI job runs this
   * @param fetchCommand the command that completes the clone
   */
  record Shallow(boolean undecided, String fetchCommand) implements LastRelease {}

  /** The history is complete and has no release. */
  record FirstRelease() implements LastRelease {}

  /** This is the release of the highest version. */
  record Released(ReleaseTag tag) implements LastRelease {}

  /**
   * The tag of the highest version does not count, so which release was the last is not known.
   *
   * @param why one line for people
   */
  record Distrusted(ReleaseTag tag, String why) implements LastRelease {}

  /** One of the functions, by what it is. */
  default <T> T match(
      Function<OutsideGit, T> outsideGit,
      Function<Shallow, T> shallow,
      Function<FirstRelease, T> firstRelease,
      Function<Released, T> released,
      Function<Distrusted, T> distrusted) {
    if (this instanceof OutsideGit o) {
      return outsideGit.apply(o);
    } else if (this instanceof Shallow s) {
      return shallow.apply(s);
    } else if (this instanceof FirstRelease f) {
      return firstRelease.apply(f);
    } else if (this instanceof Released r) {
      return released.apply(r);
    }
    return distrusted.apply((Distrusted) this);
  }
}
