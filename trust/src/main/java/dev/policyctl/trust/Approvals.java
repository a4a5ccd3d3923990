package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.TagRef;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.repo.raw.RawTag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The approvals in a git repository. All are read, and those alone whose commit matters are
 * verified, since a repository keeps those of all its past changes.
 */
final class Approvals {
  /** Where approvals are, below {@code refs/tags/}. */
  static final String FOLDER = "policyctl/approval/";

  private static final int MOST = 20_000;

  private final GitObjects objects;
  private final TrustedKeys keys;
  private final Instant now;
  private final Instant used;
  private final List<ApprovalTag> tags;
  private final Map<String, List<ApprovalTag>> byHead;
  private final Map<String, Judged> judged = new HashMap<>();

  /** An approval that holds, or why it does not. */
  record Judged(Optional<Approval> approval, String problem) {}

  /** The approvals of a change that is made now. */
  Approvals(GitObjects objects, TrustedKeys keys, Instant now) {
    this(objects, keys, now, now, read(objects));
  }

  /**
   * The approvals of a change that was made before.
   *
   * @param now at which their keys must be valid: nothing in the history holds a tag, so nothing
   *     proves that one was there earlier
   * @param used when the change was made, which is when none of them may have been over
   * @param tags all that there are
   */
  Approvals(
      GitObjects objects, TrustedKeys keys, Instant now, Instant used, List<ApprovalTag> tags) {
    this.objects = objects;
    this.keys = keys;
    this.now = now;
    this.used = used;
    this.tags = List.copyOf(tags);
    this.byHead =
        tags.stream()
            .filter(tag -> tag.content().isPresent())
            .collect(Collectors.groupingBy(tag -> tag.content().orElseThrow().statement().head()));
  }

  /**
   * Reads all of them, and verifies none.
   *
   * @throws OperationalException undecided where there are too many
   */
  static List<ApprovalTag> read(GitObjects objects) {
    List<TagRef> refs = objects.tags(FOLDER);
    if (refs.size() > MOST) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "there are more than " + MOST + " approvals, so not all are read",
          "delete the tags of changes that are long merged from the clone: git tag -d");
    }
    return refs.stream().map(ref -> ApprovalTag.read(objects, ref)).toList();
  }

  /** Those that say that they are for a commit, by their names. */
  List<ApprovalTag> of(String commitId) {
    return byHead.getOrDefault(commitId, List.of());
  }

  /** All of them, by their names. */
  List<ApprovalTag> tags() {
    return tags;
  }

  /** Whether one can count: what says that it is of the future, or is over, cannot. */
  boolean isCurrent(ApprovalTag tag) {
    return tag.content().filter(content -> whyNotNow(content.statement()).isEmpty()).isPresent();
  }

  /** Whether the commit that one is put on is in the clone. */
  boolean isThere(ApprovalTag tag) {
    return tag.content()
        .flatMap(content -> objects.typeOf(content.statement().head()))
        .filter("commit"::equals)
        .isPresent();
  }

  /** Verifies one. */
  Judged judge(ApprovalTag tag) {
    return judged.computeIfAbsent(
        tag.name(),
        name -> {
          try {
            return new Judged(Optional.of(verify(tag)), "");
          } catch (ApprovalRefusal e) {
            return new Judged(Optional.empty(), e.reason());
          }
        });
  }

  private Approval verify(ApprovalTag tag) throws ApprovalRefusal {
    ApprovalTag.Content content =
        tag.content().orElseThrow(() -> new ApprovalRefusal(tag.problem()));
    SignatureVerdict.By by = signer(content.tag());
    ApprovalStatement statement = content.statement();
    Person person = by.person();
    if (!person.id().value().equals(statement.person())) {
      throw new ApprovalRefusal(
          "it is signed by `" + person.id().value() + "` in the name of another");
    }
    if (!person.roles().contains(Role.REVIEWER)) {
      throw new ApprovalRefusal("`" + person.id().value() + "` is no reviewer");
    }
    Optional<String> whyNot = whyNotNow(statement);
    if (whyNot.isPresent()) {
      throw new ApprovalRefusal(whyNot.get());
    }
    requireTree(tag, statement);
    return new Approval(tag.name(), statement, person, by.signature());
  }

  private SignatureVerdict.By signer(RawTag tag) throws ApprovalRefusal {
    if (tag.signed().isEmpty()) {
      throw new ApprovalRefusal("it is not signed");
    }
    SignatureVerdict verdict = keys.judge(tag.signed().get(), RangeJudge.NAMESPACE, now);
    Optional<SignatureVerdict.By> by = verdict.match(Optional::of, refused -> Optional.empty());
    return by.orElseThrow(
        () -> new ApprovalRefusal(verdict.match(one -> "", SignatureVerdict.Refused::detail)));
  }

  private Optional<String> whyNotNow(ApprovalStatement statement) {
    if (statement.time().isAfter(now.plus(RangeJudge.SKEW))) {
      return Optional.of("it claims a time in the future, " + statement.time());
    }
    return statement
        .expires()
        .filter(expires -> !used.isBefore(expires))
        .map(expires -> "it expired at " + expires);
  }

  private void requireTree(ApprovalTag tag, ApprovalStatement statement) throws ApprovalRefusal {
    String head = statement.head();
    if (!isThere(tag)) {
      throw new ApprovalRefusal("its commit " + head + " is not in this clone");
    }
    try {
      if (!RawCommit.parse(objects.commit(head)).tree().equals(statement.tree())) {
        throw new ApprovalRefusal("its commit has another tree than it says");
      }
    } catch (MalformedObject e) {
      throw new ApprovalRefusal("of its commit: " + e.detail());
    } catch (OperationalException e) {
      throw new ApprovalRefusal("its commit cannot be read: " + e.getMessage());
    }
  }
}
