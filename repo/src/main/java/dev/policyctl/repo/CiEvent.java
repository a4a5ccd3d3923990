package dev.policyctl.repo;

import java.util.Optional;
import java.util.function.Function;

/** What made a CI job run, and which commits it is about, by their full ids. */
public sealed interface CiEvent {

  /**
   * A pull or merge request.
   *
   * @param branch the target, without its remote
   * @param headId the last commit of the request itself, which need not be what is checked out
   * @param builtId the commit that the forge runs the job for, which may be a merge that it made
   */
  record ChangeRequest(String branch, String headId, Optional<String> builtId) implements CiEvent {}

  /**
   * A push to a branch.
   *
   * @param branch that was pushed to; nothing where it is not known
   * @param beforeId what the branch was before; nothing where it is new
   * @param defaultBranch of the forge's repository, without its remote
   */
  record Push(
      Optional<String> branch,
      Optional<String> beforeId,
      String afterId,
      Optional<String> defaultBranch)
      implements CiEvent {}

  /** A group of a merge queue. */
  record MergeGroup(String baseId, String headId) implements CiEvent {}

  /** Something that proposes no commits, as a schedule. */
  record Other() implements CiEvent {}

  /**
   * The forge's word for what happened cannot be read.
   *
   * @param why one line
   */
  record Unknown(String why) implements CiEvent {}

  /** What a pull or merge request is made for; nothing for other events. */
  default Optional<String> targetBranch() {
    return this instanceof ChangeRequest request ? Optional.of(request.branch()) : Optional.empty();
  }

  /** One of five answers. */
  default <T> T match(
      Function<ChangeRequest, T> request,
      Function<Push, T> push,
      Function<MergeGroup, T> group,
      Function<Other, T> other,
      Function<Unknown, T> unknown) {
    if (this instanceof ChangeRequest one) {
      return request.apply(one);
    }
    if (this instanceof Push one) {
      return push.apply(one);
    }
    if (this instanceof MergeGroup one) {
      return group.apply(one);
    }
    return this instanceof Other one ? other.apply(one) : unknown.apply((Unknown) this);
  }
}
