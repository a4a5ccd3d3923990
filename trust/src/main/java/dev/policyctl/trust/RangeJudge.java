package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.raw.Identity;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.Objection.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges every commit that a change adds, over all parents. Each must be signed by somebody who may
 * change the paths that it changes. What a merge takes over from its parents is theirs; whatever
 * else it holds is its own, found by doing the merge again. A forge's key passes for such a merge
 * alone, and for nothing that holds anything of its own.
 */
public final class RangeJudge {
  /** The namespace of git's SSH signatures. */
  public static final String NAMESPACE = "git";

  /** How far a clock may be ahead of the judge's. */
  static final Duration SKEW = Duration.ofMinutes(5);

  private static final int MOST_PATHS = 3;

  private final GitObjects objects;
  private final PolicyPaths root;
  private final TrustedKeys keys;
  private final Instant time;

  /**
   * @param prefix the policy root's path in the git repository, empty for its root
   * @param time at which keys must be valid: the judge's own
   */
  public RangeJudge(GitObjects objects, String prefix, TrustedKeys keys, Instant time) {
    this.objects = objects;
    this.root = new PolicyPaths(prefix);
    this.keys = keys;
    this.time = time;
  }

  /**
   * Judges the commits that are reachable from a head and not from a base; parents come first.
   *
   * @throws dev.policyctl.model.OperationalException undecided where history or objects are
   *     missing, or git shows others than are asked for
   */
  public List<CommitVerdict> judge(String baseId, String headId) {
    objects.refuseReplacements();
    List<CommitVerdict> verdicts = new ArrayList<>();
    for (String id : objects.added(baseId, headId)) {
      verdicts.add(judge(id));
    }
    return verdicts;
  }

  /** Judges one commit. */
  public CommitVerdict judge(String id) {
    RawCommit commit;
    try {
      commit = RawCommit.parse(objects.commit(id));
    } catch (MalformedObject e) {
      return new CommitVerdict(
          id,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(new Objection(Kind.MALFORMED, e.detail())),
          List.of());
    }
    return judge(id, commit, own(id, commit));
  }

  /** The paths that are a commit's own doing. */
  private List<String> own(String id, RawCommit commit) {
    if (commit.parents().size() < 2) {
      return objects.touched(id);
    }
    return objects.besideCleanMerge(id).orElseGet(() -> objects.differingFromAny(id));
  }

  private CommitVerdict judge(String id, RawCommit commit, List<String> touched) {
    List<Objection> objections = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    Optional<SignatureVerdict.By> signer = Optional.empty();
    if (commit.signed().isEmpty()) {
      objections.add(new Objection(Kind.UNSIGNED, "it is not signed"));
    } else {
      SignatureVerdict verdict = keys.judge(commit.signed().get(), NAMESPACE, time);
      signer = verdict.match(Optional::of, refused -> Optional.empty());
      verdict.match(
          by -> authorise(by.person(), commit, touched, objections),
          refused -> objections.add(new Objection(Kind.BAD_SIGNATURE, refused.detail())));
    }
    signer.ifPresent(by -> identities(by.person(), commit, objections, remarks));
    times(commit, remarks);
    return new CommitVerdict(id, Optional.of(commit), signer, touched, objections, remarks);
  }

  private boolean authorise(
      Person person, RawCommit commit, List<String> touched, List<Objection> objections) {
    String who = "`" + person.id().value() + "`";
    if (!Authority.mayWrite(person)) {
      boolean pureMerge = commit.parents().size() == 2 && touched.isEmpty();
      if (!(person.roles().contains(Role.FORGE) && pureMerge)) {
        objections.add(
            new Objection(
                Kind.UNAUTHORISED,
                person.roles().contains(Role.FORGE)
                    ? "it is signed by the forge "
                        + who
                        + ", which is no reviewer, and is more"
                        + " than the merge of its parents"
                    : who + " is neither an author nor a reviewer"));
      }
      return true;
    }
    List<String> beyond = Authority.beyond(person, root.of(touched));
    if (!beyond.isEmpty()) {
      objections.add(new Objection(Kind.UNAUTHORISED, who + " may not change " + paths(beyond)));
    }
    return true;
  }

  /** Some paths for people, and how many more there are. */
  static String paths(List<String> paths) {
    String first = "`" + String.join("`, `", paths.subList(0, Math.min(MOST_PATHS, paths.size())));
    int more = paths.size() - MOST_PATHS;
    return first + "`" + (more > 0 ? " and " + more + " more" : "");
  }

  private void identities(
      Person person, RawCommit commit, List<Objection> objections, List<String> remarks) {
    if (!is(person, commit.committer()) && !person.roles().contains(Role.FORGE)) {
      String message =
          "its committer <" + commit.committer().email() + "> is not `" + person.id().value() + "`";
      if (keys.configuration().committerMustBeSigner()) {
        objections.add(new Objection(Kind.COMMITTER, message));
      } else {
        remarks.add(message);
      }
    }
    if (!is(person, commit.author())
        && !commit.author().email().equals(commit.committer().email())) {
      remarks.add(
          "its author <" + commit.author().email() + "> is not `" + person.id().value() + "`");
    }
  }

  private static boolean is(Person person, Identity identity) {
    return person.emails().stream()
        .anyMatch(
            email ->
                email
                    .value()
                    .toLowerCase(Locale.ROOT)
                    .equals(identity.email().toLowerCase(Locale.ROOT)));
  }

  private void times(RawCommit commit, List<String> remarks) {
    Instant claimed = commit.committer().time();
    if (claimed.isAfter(time.plus(SKEW))) {
      remarks.add("it claims a time in the future, " + claimed);
    }
  }
}
