package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.repo.CiEvent.ChangeRequest;
import dev.policyctl.repo.CiEvent.MergeGroup;
import dev.policyctl.repo.CiEvent.Push;
import dev.policyctl.repo.Proposal.Point;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;
import java.util.List;
import java.util.Optional;

/** Finds out what is proposed: by what the user says, else by what made the CI job run. */
final class ProposalFinder {
  private static final String REQUEST = "head of the request";
  private static final String PUSHED = "head of the push";
  private static final String GROUP = "head of the group";

  private final GitHistory history;

  ProposalFinder(GitHistory history) {
    this.history = history;
  }

  /**
   * What is proposed; nothing where nobody says so.
   *
   * @throws OperationalException where a revision is not there; undecided where the event cannot be
   *     read, and where commits that it names were not fetched
   */
  Optional<Proposal> find(Optional<String> base, Optional<String> head, Optional<CiJob> job) {
    if (base.isPresent() || head.isPresent()) {
      return Optional.of(named(base, head, job.map(CiJob::event)));
    }
    return job.flatMap(
        found ->
            found
                .event()
                .match(
                    request -> Optional.of(request(request)),
                    push -> Optional.of(push(push)),
                    group -> Optional.of(group(group)),
                    other -> Optional.empty(),
                    unknown -> {
                      throw unknown(unknown);
                    }));
  }

  private static OperationalException unknown(CiEvent.Unknown unknown) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "which commits are proposed is unknown: " + unknown.why(),
        "give --base and --head");
  }

  private Proposal named(Optional<String> base, Optional<String> head, Optional<CiEvent> event) {
    Point tip =
        head.map(name -> new Point(name, history.resolve(name))).orElseGet(() -> proposed(event));
    return Proposal.of(
        base.map(name -> new Point(name, history.resolve(name)))
            .orElseGet(() -> target(event, tip)),
        tip);
  }

  /** The head that a job is about, which need not be what is checked out. */
  private Point proposed(Optional<CiEvent> event) {
    return event
        .flatMap(
            e ->
                e.<Optional<Point>>match(
                    request -> Optional.of(point(REQUEST, request.headId())),
                    push -> Optional.of(point(PUSHED, push.afterId())),
                    group -> Optional.of(point(GROUP, group.headId())),
                    other -> Optional.empty(),
                    unknown -> Optional.empty()))
        .orElseGet(() -> new Point("HEAD", history.resolve("HEAD")));
  }

  private Point target(Optional<CiEvent> event, Point head) {
    Optional<String> branch = event.flatMap(CiEvent::targetBranch);
    if (branch.isPresent()) {
      return point(history.fetchedBranch(branch.get()));
    }
    try (GitRevision files = history.snapshot(head.name(), head.commitId())) {
      return point(history.agreedTarget(RepositoryLoader.configuration(files)));
    }
  }

  private static Point point(TargetBranch branch) {
    return new Point(branch.name(), branch.commitId());
  }

  private Point point(String name, String id) {
    return new Point(name, history.requireFetched(name, id));
  }

  private Proposal request(ChangeRequest request) {
    Point base = point(history.fetchedBranch(request.branch()));
    Point head = point(REQUEST, request.headId());
    Point checkedOut = new Point("merge that is checked out", history.resolve("HEAD"));
    boolean merged =
        parents(checkedOut).equals(List.of(base.commitId(), head.commitId()))
            && (request.builtId().filter(checkedOut.commitId()::equals).isPresent()
                || isClean(checkedOut));
    return new Proposal(base, head, merged ? checkedOut : head, false);
  }

  /**
   * Whether a merge holds nothing beside its parents: somebody else than the forge can make one.
   */
  private boolean isClean(Point merge) {
    return history.objects().besideCleanMerge(merge.commitId()).filter(List::isEmpty).isPresent();
  }

  private List<String> parents(Point commit) {
    try {
      return RawCommit.parse(history.objects().commit(commit.commitId())).parents();
    } catch (MalformedObject e) {
      return List.of();
    }
  }

  private Proposal push(Push push) {
    Point after = point(PUSHED, push.afterId());
    if (push.beforeId().isPresent() && !isTopic(push)) {
      Point before = point("before the push", push.beforeId().get());
      return new Proposal(
          before, after, after, !history.isAncestor(before.commitId(), after.commitId()));
    }
    TargetBranch usual =
        push.defaultBranch().isPresent()
            ? history.fetchedBranch(push.defaultBranch().get())
            : history.targetBranch(Configuration.DEFAULT);
    String left = history.mergeBase(after.name(), after.commitId(), usual);
    return Proposal.of(new Point("merge base with " + usual.name(), left), after);
  }

  /**
   * Whether a branch is none that proposals are made for. What it was before the push then was
   * never judged by anybody but itself, and throwing commits away is what a rebase does.
   */
  private boolean isTopic(Push push) {
    return push.branch().isPresent()
        && push.defaultBranch().filter(usual -> !usual.equals(push.branch().get())).isPresent()
        && history
            .judgingBranch()
            .map(TargetBranch::name)
            .filter(
                name ->
                    name.equals(push.branch().get())
                        || name.equals("origin/" + push.branch().get()))
            .isEmpty();
  }

  private Proposal group(MergeGroup group) {
    return Proposal.of(point("base of the group", group.baseId()), point(GROUP, group.headId()));
  }
}
