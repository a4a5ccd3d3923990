package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures over a range of commits, as a pipeline meets them. */
class SignatureTest {
  private static final String CONFIGURATION = ".policyctl.yaml";
  private static final Object[] SINCE_MAIN = {"validate", "-o", "compact", "--base", "main"};

  @TempDir Path temp;

  private Program validate(int exit) {
    return Program.exits(exit).in(temp.resolve("repo"));
  }

  private SignedRepository topic() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.git("checkout", "--quiet", "-b", "topic");
    return repository;
  }

  /** Where ada and bob may change all, and a change of some paths needs one reviewer. */
  private SignedRepository topicUnderQuorum(String paths) {
    SignedRepository repository = SignedRepository.trusting(temp);
    underQuorum(repository, paths).commit("quorum");
    repository.git("checkout", "--quiet", "-b", "topic");
    return repository;
  }

  private static SignedRepository underQuorum(SignedRepository repository, String paths) {
    repository
        .folder()
        .replace(
            CONFIGURATION,
            "trust:\n",
            "trust:\n  quorum: [{ paths: [\"" + paths + "\"], reviewers: 1 }]\n")
        .replace(CONFIGURATION, "reviewer], environments: [dev]", "reviewer]");
    return repository;
  }

  private static SignedRepository edit(SignedRepository repository) {
    repository.folder().append(Folder.POLICY, "# edited\n");
    return repository;
  }

  /** The job of a pull request on a fresh clone, with that commit checked out. */
  private Program request(int exit, SignedRepository repository, String headId, String checkedOut) {
    Path job = temp.resolve("job");
    repository.git("clone", "--quiet", repository.path().toString(), job.toString());
    repository.git("-C", job.toString(), "checkout", "--quiet", "--detach", checkedOut);
    return job(exit, headId);
  }

  /** Another run in that job. */
  private Program job(int exit, String headId) {
    Path job = temp.resolve("job");
    new Folder(temp)
        .write(
            "event.json",
            "{\"pull_request\":{\"head\":{\"sha\":\""
                + headId
                + "\"},\"base\":{\"ref\":\"main\"}}}");
    return Program.exits(exit)
        .in(job)
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_WORKSPACE", job.toString())
        .env("GITHUB_EVENT_NAME", "pull_request")
        .env("GITHUB_EVENT_PATH", temp.resolve("event.json").toString());
  }

  @Test
  void aChangePassesThatSomebodySignedWhoMay() {
    edit(topic()).signed("ada", "Edit");
    validate(0)
        .says(
            "signatures: 1 commit, signed by somebody who may change it (ada)", "judged by main (")
        .run(SINCE_MAIN);
  }

  @Test
  void eachCommitOfTheRangeIsJudged() {
    SignedRepository repository = topic();
    edit(repository).commit("Nobody");
    edit(repository).signed("bob", "Prod by bob");
    edit(repository).signed("mallory", "Stranger");
    edit(repository).signed("ada", "Ada");
    validate(3)
        .says(
            "error[PC401]: commit `",
            "(Nobody): it is not signed",
            "error[PC403]: commit `",
            "(Prod by bob): `bob` may not change `policies/prod/acme/policy.yaml`",
            "error[PC402]: commit `",
            "(Stranger): ",
            "signatures: 3 of 4 commits do not pass, judged by main (")
        .run(SINCE_MAIN);
  }

  @Test
  void trustGoesBeforeWhatIsUndecidedAndBeforeFindings() {
    SignedRepository repository = topic();
    repository.folder().replace(Folder.POLICY, "[employee]", "[nobody]");
    repository.commit("Nobody");
    validate(3).says("PC201", "PC401").run("validate", "--base", "main", "--fail-on", "never");
  }

  @Test
  void a1TheTargetsCopyOfEverythingJudges() {
    SignedRepository repository = topic();
    repository.key("mallory");
    repository
        .folder()
        .replace(CONFIGURATION, "id: ada", "id: mallory")
        .replace(CONFIGURATION, repository.key("ada"), repository.key("mallory"))
        .append(CONFIGURATION, "commands: { validate: { fail-on: never } }\n")
        .append("registries/models.yaml", "  openai/o4: {}\n");
    repository.signed("mallory", "Mine now");
    validate(3)
        .says(
            "note[PC406]: the change edits what later changes are judged by, `.policyctl.yaml`: it"
                + " removes `ada`; adds `mallory` as author and reviewer",
            "note[PC408]: the change edits `registries/models.yaml`",
            "error[PC402]")
        .run(SINCE_MAIN);
  }

  @Test
  void theFlagsOfAProposalsConfigurationDoNotCount() {
    SignedRepository repository = topic();
    repository
        .folder()
        .append(CONFIGURATION, "commands: { validate: { fail-on: never } }\n")
        .replace(Folder.POLICY, "[employee]", "[nobody]");
    repository.signed("ada", "Silence");
    validate(1).says("PC201").run(SINCE_MAIN);
  }

  @Test
  void theLimitsOfAProposalsConfigurationDoNotCount() {
    SignedRepository repository = topic();
    repository
        .folder()
        .append(CONFIGURATION, "limits: { fileBytes: 1073741824 }\n")
        .append(Folder.POLICY, "#".repeat(5 << 20) + "\n");
    repository.signed("ada", "Large");
    validate(4).says("PC002").run(SINCE_MAIN);
  }

  @Test
  void removingTrustIsJudgedByTheTrustThatIsRemoved() {
    SignedRepository repository = topic();
    repository.folder().write(CONFIGURATION, "schemaVersion: 1\n");
    repository.commit("No more of this");
    validate(3).says("it removes `trust:`", "PC401").run(SINCE_MAIN);
  }

  @Test
  void withoutTrustAtTheTargetEveryReportSaysSo() {
    SignedRepository repository = SignedRepository.plain(temp);
    String says = "signatures: not configured at main (" + repository.head().substring(0, 12) + ")";
    for (String format : new String[] {"compact", "pretty"}) {
      validate(0).says(says + "\n").run("validate", "-o", format, "--base", "main");
    }
    validate(0)
        .says("\"state\":\"not-configured\"")
        .run("validate", "-o", "json", "--base", "main");
    validate(3)
        .says("error[PC411]: signatures are required, and they are not configured at main (", says)
        .run("validate", "-o", "compact", "--base", "main", "--require-signatures");
  }

  @Test
  void withoutARangeNothingIsJudgedAndNothingCanBeRequired() {
    SignedRepository.trusting(temp);
    validate(0).says("signatures: not judged: no --base says since when\n").run("validate");
    validate(3)
        .says("error[PC411]: signatures are required, and not judged")
        .run("validate", "-o", "compact", "--require-signatures");
  }

  @Test
  void theFirstTrustIsJudgedByTheKeysThatTheUserVouchesFor() {
    SignedRepository repository = SignedRepository.plain(temp);
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.trust().signed("ada", "Trust");
    validate(0)
        .says("note[PC413]: trust bootstrap: main (", "signatures: not judged: trust bootstrap")
        .run(SINCE_MAIN);
    validate(3)
        .says("error[PC411]: signatures are required")
        .run("validate", "-o", "compact", "--base", "main", "--require-signatures");
    validate(0)
        .says(
            "signatures: 1 commit, signed by somebody who may change it (ada)",
            "judged by its own people")
        .run("validate", "--base", "main", "--trust-root", repository.key("ada"));
    validate(3)
        .says("error[PC403]", "no --trust-root vouches for the key that signed it")
        .run("validate", "-o", "compact", "--base", "main", "--trust-root", repository.key("bob"));
    validate(2)
        .complainsOf("`SHA256:x` is no fingerprint of a key")
        .run("validate", "--base", "main", "--trust-root", "SHA256:x");
  }

  @Test
  void aRequestsHeadIsJudgedAndTheForgesMergeIsRead() {
    SignedRepository repository = topic();
    String head = edit(repository).signed("ada", "Edit");
    repository.git("checkout", "--quiet", "main");
    repository.folder().append("registries/models.yaml", "  openai/o4: {}\n");
    repository.commit("main goes on");
    repository.git("merge", "--quiet", "--no-ff", "-m", "forge", "topic");
    String merge = repository.head();
    repository.git("reset", "--hard", "--quiet", "HEAD^1");
    repository.git("branch", "merged", merge);
    Result result =
        request(0, repository, head, merge)
            .says(
                "signatures: 1 commit, signed by somebody who may change it (ada), judged by origin/main (")
            .run("validate");
    assertThat(result.out()).contains("(merge that is checked out (" + merge.substring(0, 12));
  }

  @Test
  void inCiTheFilesOfTheCheckoutAreNotRead() {
    SignedRepository repository = topic();
    repository.folder().replace(Folder.POLICY, "[employee]", "[nobody]");
    String head = repository.signed("ada", "Broken");
    Program job = request(1, repository, head, head).says("PC201");
    new Folder(temp.resolve("job")).replace(Folder.POLICY, "[nobody]", "[employee]");
    job.run("validate", "-o", "compact");
    job.run("test");
  }

  @Test
  void anIgnoreOrAWaiverOfTheProposalSilencesNoErrorOfIt() {
    SignedRepository repository = topic();
    repository
        .folder()
        .append(
            Folder.POLICY,
            """
              # policyctl:ignore PC302 -- it is meant
              - id: never
                priority: 50
                effect: deny
                match: { roles: [employee], routes: [chat], classifications: [public] }
            """);
    String head = repository.signed("ada", "Shadowed");
    validate(1)
        .says("note[PC604]: the target does not have this ignore", "error[PC302]")
        .run(SINCE_MAIN);
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "--ff-only", head);
    repository.git("checkout", "--quiet", "topic");
    edit(repository).signed("ada", "Later");
    validate(0).says("1 suppressed").run(SINCE_MAIN);
  }

  @Test
  void b5ReplacedObjectsAreUndecided() {
    SignedRepository repository = topic();
    String unsigned = edit(repository).commit("Nobody");
    repository.git("reset", "--soft", "--quiet", "main");
    String signed = repository.signed("ada", "Edit");
    repository.git("reset", "--hard", "--quiet", unsigned);
    repository.git("replace", unsigned, signed);
    validate(4)
        .says("error[PC412]: signatures cannot be judged: git replaces an object here")
        .run(SINCE_MAIN);
  }

  @Test
  void aKeyThatCanNeverVerifyIsFoundBeforeSomebodyNeedsIt() {
    SignedRepository repository = SignedRepository.trusting(temp);
    validate(0).says("signatures: not judged").run("validate");
    repository.folder().write("trust/allowed_signers", "not a line\n");
    validate(1)
        .says(
            "trust/allowed_signers:1:5: error[PC407]: this option is not known",
            ".policyctl.yaml:4:",
            "error[PC407]: this key of `ada` can never sign")
        .run("validate", "-o", "compact");
  }

  @Test
  void aQuorumIsMissingUntilAReviewerApproves() {
    SignedRepository repository = topicUnderQuorum("policies/**");
    edit(repository).signed("ada", "Edit");
    validate(3)
        .says(
            "error[PC409]: a change of `policies/**` needs a reviewer other than its authors, and"
                + " nobody approved it",
            "`bob` may approve it: policyctl approve ",
            "needs a re-run",
            "signatures: 1 commit, signed by somebody who may change it (ada), quorum missing")
        .run(SINCE_MAIN);
    Program.exits(3)
        .in(repository.path())
        .complainsOf("ada")
        .run("approve", "--base", "main", "--key", repository.keyFile("ada"), "--reason", "mine");
    Program.exits(0)
        .in(repository.path())
        .says("git push origin refs/tags/policyctl/approval/")
        .run("approve", "--base", "main", "--key", repository.keyFile("bob"), "--reason", "fine");
    validate(0).says("quorum met").run(SINCE_MAIN);
    edit(repository).signed("ada", "After the approval");
    validate(3).says("PC409", "more was pushed after it").run(SINCE_MAIN);
  }

  @Test
  void aReleaseThatNobodySignedIsNoReleaseOnceThereIsTrust() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.git("tag", "prod/acme/v1.0.0");
    repository.git("checkout", "--quiet", "-b", "topic");
    edit(repository).signed("ada", "Edit");
    validate(3)
        .says("error[PC708]: the tag `prod/acme/v1.0.0` is no release that counts", "not annotated")
        .run(SINCE_MAIN);
    validate(0).says("no findings").run("validate", "-o", "compact");
  }

  @Test
  void aWaiverOfTheChangeCountsOnceTheQuorumHasApprovedIt() {
    SignedRepository repository = topicUnderQuorum(".policyctl-waivers.yaml");
    repository
        .folder()
        .replace(Folder.POLICY, "classifications: [public]", "classifications: [public, pii]")
        .write(
            ".policyctl-waivers.yaml",
            "schemaVersion: 1\nwaivers:\n  - { id: w, code: PC701, reason: agreed, owner: ada, expires:"
                + " 2999-01-01 }\n");
    repository.signed("ada", "Let everybody in");
    Object[] gate = {"diff", "main", "HEAD", "--no-new-access"};
    Program.exits(1).in(repository.path()).says("PC701").run(gate);
    Program.exits(0)
        .in(repository.path())
        .talks()
        .run("approve", "--base", "main", "--key", repository.keyFile("bob"), "--reason", "fine");
    Program.exits(0).in(repository.path()).says("waived: `w`").run(gate);
  }

  @Test
  void b11AWaiverOfACommitThatNobodySignedCountsForNobodyWhoApprovesIt() {
    SignedRepository repository = topicUnderQuorum(".policyctl-waivers.yaml");
    repository
        .folder()
        .replace(Folder.POLICY, "classifications: [public]", "classifications: [public, pii]")
        .write(
            ".policyctl-waivers.yaml",
            "schemaVersion: 1\nwaivers:\n  - { id: w, code: PC701, reason: mine, owner: bob, expires:"
                + " 2999-01-01 }\n");
    repository.commit("By bob, who does not say so");
    Program.exits(0)
        .in(repository.path())
        .talks()
        .run("approve", "--base", "main", "--key", repository.keyFile("bob"), "--reason", "fine");
    Program.exits(1)
        .in(repository.path())
        .says("PC701")
        .run("diff", "main", "HEAD", "--no-new-access");
  }

  @Test
  void theGatesOfTheTargetAreNotLostWhereTheTargetIsNotThere() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.folder().append(CONFIGURATION, "commands: { diff: { no-new-access: true } }\n");
    repository.commit("gate");
    repository.git("checkout", "--quiet", "-b", "topic");
    repository
        .folder()
        .replace(Folder.POLICY, "classifications: [public]", "classifications: [public, pii]");
    String head = repository.signed("ada", "Let everybody in");
    request(1, repository, head, head).says("PC701").run("diff", "HEAD~1", "HEAD");
    repository.git(
        "-C", temp.resolve("job").toString(), "update-ref", "-d", "refs/remotes/origin/main");
    job(4, head)
        .complainsOf("the target branch `main` was not fetched")
        .run("diff", "HEAD~1", "HEAD");
  }

  /** Nobody could approve it: there is no target that an approval would be judged by. */
  @Test
  void theQuorumOfTheFirstTrustHoldsForWhatComesAfterIt() {
    SignedRepository repository = SignedRepository.plain(temp);
    repository.git("checkout", "--quiet", "-b", "topic");
    String first = underQuorum(repository.trust(), "**").signed("ada", "Trust");
    validate(0)
        .says("judged by its own people")
        .run("validate", "--base", "main", "--trust-root", repository.key("ada"));
    edit(repository).signed("ada", "Edit");
    validate(3).says("PC409").run("validate", "-o", "compact", "--base", first);
  }
}
