package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.Objection.Kind;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges the changes of a branch one by one, newest first, by the trust that its tip has now: a
 * revocation wins at any time, and so does whatever else the tip says of people.
 *
 * <p>Keys expire, and what they signed before that still holds. So each commit is judged at the
 * earliest time at which it is proven to have been there. That is now, until a commit above it
 * holds at its own proven time, signed by somebody with authority, a forge's merge included; then
 * it is the time that this commit's committer states, if that is earlier.
 *
 * <p>That is sound because the id of a commit fixes all that is below it: who signs one states that
 * everything below is there already. Nobody proves anything for a key that is over by dating back
 * what it signs, since the commit that bears the date must itself hold at a time that others
 * proved. It does not prove that the clock of whoever signed was right, or that they were honest
 * about it: who may change the policy, or merges for the forge, can vouch for an earlier time.
 * Committers' times that nobody with authority signed prove nothing. Nothing proves when a tag was
 * made, so the keys of approvals are judged now, as are commits that the history does not hold: the
 * originals of what was squashed or rebased.
 */
public final class HistoryJudge {
  /** Those above that are nearest are the ones that prove the earliest time. */
  private static final int MOST_UNSEEN = 1_000;

  private final GitObjects objects;
  private final String prefix;
  private final TrustedKeys keys;
  private final Instant now;
  private final Supplier<List<String>> above;
  private final ProposalJudge proposals;
  private final Deque<String> unseen = new ArrayDeque<>();
  private Optional<List<ApprovalTag>> tags = Optional.empty();
  private boolean climbed;
  private Instant proven;

  /**
   * @param prefix the policy root's path in the git repository, empty for its root
   * @param keys of the tip that judges
   * @param now the judge's own time
   * @param above the ids of the commits between the tip that judges and the first that is judged,
   *     newest first; asked for only where a proof is needed
   * @throws dev.policyctl.model.OperationalException undecided where git shows other objects than
   *     are asked for
   */
  public HistoryJudge(
      GitObjects objects,
      String prefix,
      TrustedKeys keys,
      Instant now,
      Supplier<List<String>> above) {
    objects.refuseReplacements();
    this.objects = objects;
    this.prefix = prefix;
    this.keys = keys;
    this.now = now;
    this.above = above;
    this.proven = now;
    this.proposals = new ProposalJudge(objects, prefix, keys, now);
  }

  /** Passes a commit over, which may prove something for those below it. */
  public void pass(String id) {
    unseen.addLast(id);
    if (unseen.size() > MOST_UNSEEN) {
      unseen.removeFirst();
    }
  }

  /**
   * Judges the next change.
   *
   * @param parentId the first parent; nothing where the commit has none
   * @param id of the commit with which it arrived
   * @throws dev.policyctl.model.OperationalException undecided where history or objects are
   *     missing, or there is more to try than is tried; the next change can be judged all the same
   */
  public HistoryVerdict judge(Optional<String> parentId, String id) {
    CommitVerdict head = at(proven).judge(id);
    if (refused(head) && climb()) {
      head = at(proven).judge(id);
    }
    Instant time = proven;
    prove(head);
    if (parentId.isEmpty()) {
      return new HistoryVerdict(head, time, List.of(), proven, List.of(), List.of());
    }
    ProposedCommits proposal =
        new ProposedCommits(parentId.get(), id, commits(parentId.get(), head));
    Approvals approvals = new Approvals(objects, keys, now, proven, tags());
    ProposalVerdict verdict = proposals.judge(proposal, approvals);
    List<CommitVerdict> brought = new ArrayList<>(verdict.commits());
    brought.removeIf(commit -> commit.id().equals(id));
    CommitVerdict judged =
        verdict.commits().stream().filter(one -> one.id().equals(id)).findFirst().orElse(head);
    return new HistoryVerdict(judged, time, brought, proven, verdict.approvals(), verdict.quorum());
  }

  private RangeJudge at(Instant time) {
    return new RangeJudge(objects, prefix, keys, time);
  }

  /** All commits of the change, its head as it was judged, and the others at the time it proves. */
  private List<CommitVerdict> commits(String parentId, CommitVerdict head) {
    boolean alone = head.commit().filter(commit -> commit.parents().size() == 1).isPresent();
    if (alone) {
      return List.of(head);
    }
    RangeJudge below = at(proven);
    return objects.added(parentId, head.id()).stream()
        .map(one -> one.equals(head.id()) ? head : below.judge(one))
        .toList();
  }

  private List<ApprovalTag> tags() {
    if (tags.isEmpty()) {
      tags = Optional.of(Approvals.read(objects));
    }
    return tags.get();
  }

  private static boolean refused(CommitVerdict commit) {
    return commit.objections().stream().anyMatch(one -> one.kind() == Kind.BAD_SIGNATURE);
  }

  /** Looks for a proof among the commits above that were not judged; whether there is one. */
  private boolean climb() {
    Instant before = proven;
    List<String> ids = new ArrayList<>();
    if (!climbed) {
      climbed = true;
      ids.addAll(above.get());
    }
    ids.addAll(unseen);
    unseen.clear();
    int from = Math.max(0, ids.size() - MOST_UNSEEN);
    ids.subList(from, ids.size()).forEach(id -> prove(at(proven).judge(id)));
    return proven.isBefore(before);
  }

  private void prove(CommitVerdict commit) {
    boolean forge =
        commit.signer().filter(by -> by.person().roles().contains(Role.FORGE)).isPresent();
    if (commit.signer().isPresent() && (commit.passes() || forge)) {
      commit
          .commit()
          .map(raw -> raw.committer().time())
          .filter(time -> time.isBefore(proven))
          .ifPresent(time -> proven = time);
    }
  }

  /**
   * What a commit says of itself, which nobody verified.
   *
   * @param id of the commit
   * @return nothing where it is not of the form that is read
   */
  public static Optional<RawCommit> read(GitObjects objects, String id) {
    try {
      return Optional.of(RawCommit.parse(objects.commit(id)));
    } catch (MalformedObject e) {
      return Optional.empty();
    }
  }
}
