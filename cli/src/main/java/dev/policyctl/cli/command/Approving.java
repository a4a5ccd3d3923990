package dev.policyctl.cli.command;

import dev.policyctl.cli.option.ApprovalOptions;
import dev.policyctl.cli.render.ApprovalReport;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.TagWriter;
import dev.policyctl.repo.TargetBranch;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.ApprovalStatement;
import dev.policyctl.trust.ApprovalVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.ProposalJudge;
import dev.policyctl.trust.ProposalVerdict;
import dev.policyctl.trust.TrustedKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One approval: judged before, signed, and judged again with what was written. */
final class Approving implements AutoCloseable {
  private final ApprovalOptions options;
  private final Clock clock;
  private final GitHistory history;
  private final TargetBranch base;
  private final String head;

  /** Opens the git repository around a folder and finds both commits. */
  Approving(Path start, ApprovalOptions options, Clock clock) {
    this.options = options;
    this.clock = clock;
    Path root = PolicyRoot.find(start);
    this.history = GitHistory.open(root);
    try {
      this.head = history.resolve(options.head());
      this.base =
          options
              .base()
              .map(revision -> new TargetBranch(revision, history.resolve(revision)))
              .orElseGet(
                  () -> history.agreedTarget(RepositoryLoader.configuration(new WorkTree(root))));
    } catch (RuntimeException e) {
      history.close();
      throw e;
    }
  }

  /**
   * Makes the approval.
   *
   * @throws NotApproved where it may not be, or does not hold; no tag is left then
   */
  ApprovalReport approve() throws NotApproved {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<Instant> expires = options.expires(now);
    String reason = options.reason();
    TrustedKeys keys = keys();
    ProposalVerdict before = judge(keys, now);
    ApprovalSigner signer = signer();
    Person person = person(keys.configuration(), signer);
    Optional<String> whyNot = before.whyMayNotApprove(person);
    if (whyNot.isPresent()) {
      throw new NotApproved(whyNot.get(), "somebody else has to: a reviewer who is no author");
    }
    ApprovalStatement statement =
        new ApprovalStatement(
            tree(before), person.id().value(), base.commitId(), head, reason, now, expires);
    return signed(statement, person, signer, keys);
  }

  private ApprovalReport signed(
      ApprovalStatement statement, Person person, ApprovalSigner signer, TrustedKeys keys)
      throws NotApproved {
    TagWriter tags = history.tagWriter();
    String name = statement.tagName();
    Optional<String> existing = tags.find(name);
    if (existing.isPresent() && !options.replace()) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "there is a tag `" + name + "` already",
          "give --replace to make it anew");
    }
    boolean holds = false;
    try {
      signer.sign(tags, statement, person, existing.isPresent());
      // A clock may have gone on while a passphrase was typed.
      ProposalVerdict after = judge(keys, clock.instant());
      ApprovalVerdict approval = holding(name, after);
      holds = true;
      return new ApprovalReport(base.name(), statement, approval, after);
    } finally {
      if (!holds) {
        tags.restore(name, existing);
      }
    }
  }

  private static ApprovalVerdict holding(String name, ProposalVerdict verdict) throws NotApproved {
    Optional<ApprovalVerdict> own =
        verdict.approvals().stream().filter(approval -> approval.tag().equals(name)).findFirst();
    if (own.filter(ApprovalVerdict::counts).isEmpty()) {
      throw new NotApproved(
          "the approval does not hold: "
              + own.flatMap(ApprovalVerdict::whyNot).orElse("it is for no commit of the change"),
          "sign with a key that `trust.people` of the target lists for you; nothing is left of it");
    }
    return own.get();
  }

  private TrustedKeys keys() {
    try (GitRevision target = history.snapshot(base.name(), base.commitId())) {
      TrustConfiguration trust =
          RepositoryLoader.judging(target)
              .trust()
              .orElseThrow(
                  () ->
                      new OperationalException(
                          OperationalException.Kind.USAGE,
                          "no trust is configured in `" + base.name() + "`",
                          "add `trust:` to .policyctl.yaml of the target branch"));
      return new TrustedKeys(trust, KeyMaterial.of(target));
    }
  }

  private ProposalVerdict judge(TrustedKeys keys, Instant time) {
    ProposalVerdict verdict =
        new ProposalJudge(history.objects(), history.prefix(), keys, time)
            .judge(base.commitId(), head);
    if (verdict.commits().isEmpty()) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "`" + options.head() + "` has no commit that `" + base.name() + "` has not",
          "give the head of the change, and with --base what it is to be compared with");
    }
    return verdict;
  }

  private String tree(ProposalVerdict verdict) throws NotApproved {
    return verdict.commits().stream()
        .filter(commit -> commit.id().equals(head))
        .flatMap(commit -> commit.commit().stream())
        .map(RawCommit::tree)
        .findFirst()
        .orElseThrow(
            () ->
                new NotApproved(
                    "the commit `" + head + "` is malformed", "it has to be made again with git"));
  }

  private ApprovalSigner signer() {
    return options
        .key()
        .<ApprovalSigner>map(key -> KeyFileSigner.read(key, options.passphrase()))
        .orElseGet(() -> new GitSigner(history.root()));
  }

  private Person person(TrustConfiguration trust, ApprovalSigner signer) throws NotApproved {
    List<Person> found =
        trust.people().stream()
            .filter(
                person ->
                    options
                        .person()
                        .map(id -> person.id().value().equals(id))
                        .orElseGet(() -> signer.isOf(person)))
            .toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    if (options.person().isEmpty() && (found.size() > 1 || options.key().isEmpty())) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "it is not known who approves: " + signer.owner(),
          "say it with --person ID, as `trust.people` of `" + base.name() + "` calls you");
    }
    throw new NotApproved(
        options
            .person()
            .map(id -> "nobody in `trust.people` of `" + base.name() + "` is called `" + id + "`")
            .orElseGet(() -> "nobody in `trust.people` of the target is " + signer.owner()),
        "a person is added by a change of the target's .policyctl.yaml");
  }

  @Override
  public void close() {
    history.close();
  }
}
