package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The commits that an approval is for.
 *
 * @param replaced whether they stand for other commits, which the reviewer saw: a squash or a
 *     rebase of them
 * @param authors who signed changes of their own among them, or among those that they stand for
 * @param flaw why it counts for none of them after all; nothing where it does
 */
record Cover(
    Approval approval,
    Set<String> commits,
    boolean replaced,
    Set<String> authors,
    Optional<String> flaw) {

  Cover {
    commits = Set.copyOf(commits);
    authors = Set.copyOf(authors);
  }

  /** Why it does not count for a change of these paths of the policy repository, if so. */
  Optional<String> whyNot(List<String> paths) {
    Person person = approval.person();
    String who = "`" + approval.by() + "`";
    if (flaw.isPresent()) {
      return Optional.of("the approval of " + who + " does not count: " + flaw.get());
    }
    if (authors.contains(approval.by())) {
      return Optional.of(who + " signed a part of what " + who + " approves");
    }
    List<String> beyond = Authority.beyond(person, paths);
    return beyond.isEmpty()
        ? Optional.empty()
        : Optional.of(who + " may not decide about " + RangeJudge.paths(beyond));
  }
}
