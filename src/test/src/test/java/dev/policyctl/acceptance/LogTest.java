package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.ExternalTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The history of a policy, as auditors ask for it. */
class LogTest {
  private static final String CONFIGURATION = ".policyctl.yaml";
  private static final String MODELS = "registries/models.yaml";

  /** When keys of these tests are over, and when somebody looks back. */
  private static final String OVER = "2090-01-01T00:00:00Z";

  private static final String LATER = "2091-01-01T00:00:00Z";

  @TempDir Path temp;

  private Program log(int exit) {
    return Program.exits(exit).in(temp.resolve("repo"));
  }

  private static SignedRepository edit(SignedRepository repository) {
    repository.folder().append(Folder.POLICY, "# edited\n");
    return repository;
  }

  private static String shortId(String id) {
    return id.substring(0, 12);
  }

  /** Lets the key of somebody end, or be revoked, by the trust of the main branch's tip. */
  private static void key(SignedRepository repository, String name, String more) {
    String fingerprint = "\"" + repository.key(name) + "\", type: ssh";
    repository.folder().replace(CONFIGURATION, fingerprint, fingerprint + ", " + more);
  }

  @Test
  void eachChangeSaysWhoSignedItWhatItTouchesAndWhatItComesTo() {
    SignedRepository repository = SignedRepository.trusting(temp);
    String start = repository.head();
    repository
        .folder()
        .replace(Folder.POLICY, "[openai/gpt-4o], classifications: [pii]", "['*']")
        .replace(Folder.POLICY, "version: 1.0.0", "version: 1.1.0");
    String widened = repository.signed("ada", "Widen");
    repository.git("tag", "prod/acme/v1.1.0");
    repository.git("tag", "prod/acme/v1.x");
    String bob = edit(repository).signed("bob", "Prod by bob");
    String mallory = edit(repository).signed("mallory", "Stranger");
    Result result =
        log(0)
            .says("HEAD (" + shortId(mallory) + "), as of ", ": 4 changes\n")
            .says("signatures: judged by main (" + shortId(mallory) + ")\n")
            .says("  signer: none: it is not signed\n")
            .says("  signer: ada, " + repository.key("ada") + ": ok\n")
            .says("  signer: bob, " + repository.key("bob") + ": `bob` may not change `")
            .says("  signer: SSH key " + repository.key("mallory") + " (unverified): ")
            .says("  touches: prod/acme\n")
            .says("  touches: prod/acme, configuration, registries, trust\n")
            .says("  prod/acme: the same content\n")
            .says(
                "  prod/acme: broadening: 1 combination deny → allow, ",
                "; required bump: minor (1.0.0 → 1.1.0, declared 1.1.0)\n")
            .says("the policy is new (1.0.0)\n")
            .says("  tagged: prod/acme/v1.1.0 (tags are not verified here)\n")
            .run("log");
    assertThat(result.lines().stream().filter(line -> line.matches("[0-9a-f]{12}  .*")))
        .extracting(line -> line.substring(0, 12))
        .containsExactly(shortId(mallory), shortId(bob), shortId(widened), shortId(start));
    log(3).talks().run("log", "--fail-on-unverified", "--no-diff");
    log(0).talks().run("log", widened + "^.." + widened, "--fail-on-unverified");
    log(0)
        .says(": 2 changes, as many as --max lets through\n")
        .keepsQuietAbout(shortId(widened))
        .run("log", "--max", "2");
  }

  @Test
  void aForgesMergeBringsCommitsAndApprovals() {
    SignedRepository repository = SignedRepository.trusting(temp);
    String base = repository.head();
    repository.git("checkout", "--quiet", "-b", "topic");
    String head = edit(repository).signed("bob", "Edit");
    repository.git("checkout", "--quiet", "main");
    repository.folder().append(CONFIGURATION, quorum());
    repository.signed("ada", "Quorum");
    approve(repository, "ada", base, head);
    repository.merge("hub", "topic", "Merge the topic");
    log(0)
        .says("  signer: hub, ", "  brings 1 commit:\n    " + shortId(head) + ": bob, ")
        .says("`bob` may not change `policies/prod/acme/policy.yaml`")
        .says("  approved: ada\n")
        .run("log", "--max", "1");
    repository.git("tag", "-d", "policyctl/approval/" + tree(repository, head) + "/ada");
    log(0)
        .says("  quorum missing: a change of `policies/**` needs a reviewer")
        .run("log", "--max", "1");
  }

  private static String quorum() {
    return "  quorum: [{ paths: [\"policies/**\"], reviewers: 1 }]\n";
  }

  private static String tree(SignedRepository repository, String commit) {
    return repository.git("rev-parse", commit + "^{tree}");
  }

  private static void approve(
      SignedRepository repository, String person, String base, String head) {
    String tree = tree(repository, head);
    repository.tag(
        person,
        "policyctl/approval/" + tree + "/" + person,
        head,
        ("{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"gitTree\":\"%s\"}}],"
                + "\"predicateType\":\"https://policyctl.dev/approval/v1\",\"predicate\":{"
                + "\"person\":\"%s\",\"base\":\"%s\",\"head\":\"%s\",\"reason\":\"fine\","
                + "\"time\":\"%s\"}}\n")
            .formatted(tree, person, base, head, Instant.now().truncatedTo(ChronoUnit.SECONDS)));
  }

  @Test
  void aSquashPassesThatSomebodyApproved() {
    SignedRepository repository = SignedRepository.trusting(temp);
    String base = repository.head();
    repository.git("checkout", "--quiet", "-b", "topic");
    repository.folder().append(MODELS, "  openai/o4: {}\n");
    repository.signed("mallory", "Not this");
    repository.git("reset", "--hard", "--quiet", base);
    repository.folder().write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"));
    String head = repository.signed("bob", "Dev");
    repository.git("checkout", "--quiet", "main");
    repository.git("merge", "--quiet", "--squash", "topic");
    repository.signed("hub", "Squashed");
    log(3)
        .says("which is no reviewer, and is more than the merge of its parents")
        .run("log", "--max", "1", "--fail-on-unverified");
    approve(repository, "ada", base, head);
    log(0)
        .says("  signer: hub, ", ": ok\n", "its tree is what `ada` approved", "  approved: ada\n")
        .run("log", "--max", "1", "--fail-on-unverified");
  }

  @Test
  void aRegistryEditTouchesThePoliciesThatItMeansSomethingFor() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository
        .folder()
        .write(
            "policies/dev/acme/policy.yaml",
            Folder.policy("dev", "acme").replace("openai/*", "openai/gpt-4o"));
    repository.signed("ada", "Dev");
    repository.folder().append(MODELS, "  openai/o4: {}\n");
    repository.signed("ada", "Model");
    log(0)
        .says("  touches: dev/acme, prod/acme, registries\n")
        .says("  prod/acme: broadening: ", "  dev/acme: neutral: every request is decided alike; ")
        .run("log", "--max", "1");
    log(0).says("  touches: registries\n").run("log", "--max", "1", "--no-diff");
    repository.folder().append(MODELS, "# comment\n");
    repository.signed("ada", "Comment");
    log(0).says("  touches: registries\n").run("log", "--max", "1");
  }

  @Test
  void filtersLeaveOutWhatTouchesOthers() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.folder().write("policies/dev/globex/policy.yaml", Folder.policy("dev", "globex"));
    repository.signed("ada", "First of globex");
    edit(repository).signed("ada", "Edit of acme");
    repository.folder().append(MODELS, "  openai/o4: {}\n");
    repository.signed("ada", "Model for both");
    repository.folder().append(CONFIGURATION, "# for nobody\n");
    repository.signed("ada", "Configuration");
    log(0)
        .says(": 2 changes\n", "First of globex", "Model for both", "  touches: dev/globex\n")
        .keepsQuietAbout("  prod/acme: ")
        .run("log", "--environment", "dev");
    log(0)
        .says(": 3 changes\n", "start\n", "Edit of acme", "Model for both")
        .run("log", "--tenant", "acme");
    log(2)
        .complainsOf(
            "no policy of this history is one of `dev/acme`", "it has dev/globex, prod/acme")
        .run("log", "--tenant", "acme", "--environment", "dev");
    log(0).says(": 0 changes\n").run("log", "HEAD..HEAD", "--tenant", "acme");
  }

  @Test
  void anOverKeyHoldsForWhatOthersMergedInTime() {
    SignedRepository repository = SignedRepository.trusting(temp);
    key(repository, "bob", "until: " + OVER);
    repository.signed("ada", "Until then");
    repository.folder().write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"));
    repository.signed("bob", "Dev");
    log(3)
        .says("the key of `bob` counted until " + OVER + ", not at " + LATER)
        .run("log", "--max", "1", "--as-of", LATER, "--fail-on-unverified");
    String before = repository.head();
    edit(repository).signed("ada", "Later");
    log(0)
        .says("  signer: bob, " + repository.key("bob") + ": ok\n")
        .run("log", "--max", "2", "--as-of", LATER, "--fail-on-unverified");
    // The proof is above what is asked for.
    log(0)
        .says("  signer: bob, " + repository.key("bob") + ": ok\n")
        .run("log", before, "--max", "1", "--as-of", LATER, "--fail-on-unverified");
    // And in what a filter leaves out.
    log(0)
        .says(": 1 change,", "  signer: bob, " + repository.key("bob") + ": ok\n")
        .run("log", "--max", "1", "--as-of", LATER, "--environment", "dev");
  }

  @Test
  void aRevokedKeyNeverHolds() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.folder().write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"));
    repository.signed("bob", "Dev");
    key(repository, "bob", "revoked: { at: 2099-01-01, reason: lost }");
    repository.signed("ada", "Revoke");
    log(3)
        .says("the key of `bob` is revoked (lost, 2099-01-01T00:00:00Z)")
        .run("log", "--max", "2", "--fail-on-unverified");
  }

  @Test
  void withoutTrustNothingIsJudgedAndSignaturesAreClaims() {
    SignedRepository repository = SignedRepository.plain(temp);
    edit(repository).signed("ada", "Edit");
    log(0)
        .says("signatures: not configured at main (")
        .says("  signer: SSH key " + repository.key("ada") + " (unverified), not judged\n")
        .says("  signer: none, not judged\n")
        .run("log");
    log(3).talks().run("log", "--fail-on-unverified");
  }

  @Test
  void aPolicyThatIsNoneIsNotComparedAndSaysWhy() {
    SignedRepository repository = SignedRepository.trusting(temp);
    repository.folder().replace(Folder.POLICY, "effect: allow", "effect: perhaps");
    repository.signed("ada", "Break");
    repository.folder().replace(Folder.POLICY, "effect: perhaps", "effect: allow");
    repository.signed("ada", "Mend");
    log(0)
        .says("  prod/acme: not valid: after: policies/prod/acme/policy.yaml:")
        .says("  prod/acme: not valid: before: policies/prod/acme/policy.yaml:")
        .run("log", "--max", "2");
  }

  @Test
  void d3HostileWordsOfACommitDoNothing() {
    SignedRepository repository = SignedRepository.trusting(temp);
    edit(repository);
    repository.git("add", "-A");
    repository.git(
        "-c",
        "user.email=\u001b]0;x\u0007@\u202e::error::",
        "commit",
        "--quiet",
        "-m",
        "\u001b[2J\u202e ##[error]x\r::set-output");
    for (String format : new String[] {"pretty", "json"}) {
      Result result =
          log(0).keepsQuietAbout("\u001b", "\u202e", "\r", "##[").run("log", "-o", format);
      assertThat(result.lines()).noneMatch(line -> line.strip().startsWith("::"));
    }
  }

  @Test
  void anEmptyRangeIsEmpty() {
    SignedRepository.trusting(temp);
    log(0).says("HEAD (", " → HEAD (", ": 0 changes\n").run("log", "HEAD..HEAD");
  }

  @Test
  void refusesWhatItCannotRead() {
    SignedRepository.trusting(temp);
    log(2).complainsOf("`a...b` is not a range", "write A..B").run("log", "a...b");
    log(2).complainsOf("no revision `nowhere`").run("log", "nowhere..HEAD");
    log(2).complainsOf("--max takes a positive number").run("log", "--max", "0");
    log(2).complainsOf("`soon` is not a moment").run("log", "--since", "soon");
    log(2).complainsOf("no output format `compact`").run("log", "-o", "compact");
  }

  @Test
  void b6AShallowCloneIsUndecidedAndSaysWhatToFetch() {
    SignedRepository repository = SignedRepository.trusting(temp);
    String edited = edit(repository).signed("ada", "Edit");
    edit(repository).signed("ada", "Edit again");
    Path clone = temp.resolve("clone");
    repository.git(
        "clone", "--quiet", "--depth", "2", repository.path().toUri().toString(), clone.toString());
    Program.exits(4)
        .in(clone)
        .says("Edit again", ": ok\n")
        .says("undecided: history: the clone is shallow: what " + shortId(edited) + " changed")
        .says("  help: history is missing: git fetch --unshallow origin --tags\n")
        .run("log");
    Program.exits(4)
        .in(clone)
        .says("undecided: history: insufficient history", "git fetch --unshallow origin\n")
        .run("log", edited + "..HEAD");
  }

  @Test
  void sinceIsNotFooledByADateThatIsSetBack() {
    SignedRepository repository = SignedRepository.trusting(temp);
    ExternalTool git = ExternalTool.require("git");
    String tree = tree(repository, "HEAD");
    edit(repository).signed("ada", "Young");
    String stream =
        "commit refs/heads/main\ncommitter x <x@x> 86400 +0000\ndata 4\nBack\nfrom "
            + repository.head()
            + "\nM 100644 inline policies/dev/x/policy.yaml\ndata 2\nx\n\n";
    git.run(
        temp,
        stream.getBytes(StandardCharsets.UTF_8),
        "-C",
        repository.path().toString(),
        "fast-import",
        "--quiet");
    assertThat(tree(repository, "main")).isNotEqualTo(tree);
    String yesterday =
        Instant.now().minusSeconds(86_400).truncatedTo(ChronoUnit.SECONDS).toString();
    log(0).says(": 3 changes\n", "Back", "Young").run("log", "main", "--since", yesterday);
    log(0)
        .says(": 0 changes\n")
        .run("log", "main", "--since", Instant.now().plusSeconds(86_400).toString());
  }

  /** The objects of what is not asked for are taken away: whoever reads one of them fails. */
  @Test
  void ofALongHistoryOnlyWhatIsAskedForIsRead() throws Exception {
    SignedRepository repository = SignedRepository.trusting(temp);
    ExternalTool git = ExternalTool.require("git");
    StringBuilder stream = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      stream
          .append("commit refs/heads/main\ncommitter x <x@x> ")
          .append(1_700_000_000 + i)
          .append(" +0000\ndata 1\nx\n")
          .append(i == 0 ? "from " + repository.head() + "\n" : "")
          .append("M 100644 inline policies/prod/acme/rules/x.yaml\n")
          .append(String.format(Locale.ROOT, "data %d\n# %04d\nrules: []\n\n", 17, i));
    }
    ExternalTool.Outcome outcome =
        git.run(
            temp,
            stream.toString().getBytes(StandardCharsets.UTF_8),
            "-C",
            repository.path().toString(),
            "-c",
            "fastimport.unpackLimit=1000000",
            "fast-import",
            "--quiet");
    assertThat(outcome.err()).isEmpty();
    String missing = repository.git("rev-parse", "main~20");
    Files.delete(
        repository
            .path()
            .resolve(".git/objects")
            .resolve(missing.substring(0, 2))
            .resolve(missing.substring(2)));
    log(0).says(": 3 changes,").run("log", "main", "--max", "3");
    log(0).says(": 3 changes\n").run("log", "main~3..main");
    log(4)
        .says(
            ": 19 changes\n",
            "undecided: history: cannot read `",
            "  help: an object is missing, fetch it")
        .run("log", "main", "--max", "100", "--no-diff");
  }
}
