package dev.policyctl.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code diff} compares, and how it ends. */
class DiffTest {
  private static final String WIDER = "models: [openai/*], classifications: [pii]";
  private static final String NARROW = "models: [openai/gpt-4o], classifications: [pii]";
  private static final String WAIVERS = ".policyctl-waivers.yaml";

  @TempDir Path temp;

  private Repository sound() {
    return Repository.of(Folder.sound(temp.resolve("repo")));
  }

  private static String waiver(String more) {
    return "schemaVersion: 1\nwaivers: [{ id: w, code: PC701, reason: agreed, owner: ada, expires:"
        + " 2099-01-01"
        + more
        + " }]\n";
  }

  @Test
  void saysFirstWhatAReviewerNeeds() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(0)
        .says(
            "prod/acme: broadening: 1 combination deny → allow; required bump: minor (1.0.0 →"
                + " 1.1.0; it declares 1.0.0)\n",
            "  role `analyst` × route `chat` × model `openai/o3` × classification `pii`: deny →"
                + " allow + log audit (1 combination)\n",
            "    decided by no rule before, by `analysts-pii` after\n",
            "    witness: {\"subject\":",
            "  minor: rule `analysts-pii` matches more: model\n")
        .run("diff", "-C", repository.path());
  }

  @Test
  void comparesTwoRevisionsWhateverTheFilesAre() {
    Repository repository = sound().branch("topic");
    repository.folder().replace(Folder.POLICY, NARROW, WIDER);
    repository.commit().folder().write(Folder.POLICY, "nothing: of this counts\n");
    Program.exits(0)
        .says("1 combination deny → allow")
        .run("diff", "main", "topic", "-C", repository.path());
    Program.exits(0)
        .says("1 combination allow → deny", "major (1.0.0 → 2.0.0")
        .run("diff", "topic", "main", "-C", repository.path());
    Program.exits(0)
        .says("1 policy unchanged: prod/acme\n")
        .run("diff", "main", "main", "-C", repository.path());
  }

  @Test
  void startsWhereHeadLeftTheTargetBranch() {
    Repository repository = sound().branch("topic").checkout("main");
    repository.folder().replace(Folder.POLICY, NARROW, WIDER);
    repository.commit().checkout("topic").folder().append(Folder.POLICY, "# a comment\n");
    Program.exits(0)
        .says("merge base with main", "1 policy unchanged: prod/acme")
        .run("diff", "-C", repository.path());
  }

  @Test
  void aRegistryAloneChangesDecisions() {
    Repository repository = sound();
    repository.folder().append("registries/models.yaml", "  openai/o4: {}\n");
    Program.exits(1)
        .says(
            "prod/acme: broadening: 2 combinations deny → allow; required bump: minor",
            "model `openai/o4`",
            "  minor: rule `chat-public` matches more: model\n",
            "  minor: model `openai/o4` is new\n",
            "--no-new-access: 1 place of new access without a waiver of PC701")
        .run("diff", "-C", repository.path(), "--no-new-access");
  }

  @Test
  void twoRolesMayDoWhatNeitherMay() {
    Folder folder =
        Folder.sound(temp.resolve("repo"))
            .append("registries/roles.yaml", "  barred: {}\n")
            .append(
                Folder.POLICY,
                "  - { id: no-barred, priority: 900, effect: deny, match: { roles: [barred] } }\n");
    Repository repository = Repository.of(folder);
    folder
        .replace("registries/roles.yaml", "  barred: {}\n", "")
        .replace(
            Folder.POLICY,
            "  - { id: no-barred, priority: 900, effect: deny, match: { roles: [barred] } }\n",
            "");
    Program.exits(1)
        .says("combinations of two roles deny → allow", "with a second role `barred`")
        .run("diff", "-C", repository.path(), "--no-new-access");
    Program.exits(1)
        .says("--fail-on broadening: it is broadening")
        .run("diff", "-C", repository.path(), "--fail-on", "broadening");
  }

  @Test
  void theExampleTellsItsNumbers() {
    Repository repository =
        Repository.of(Folder.copy(Place.EXAMPLES.resolve("acme"), temp.resolve("acme")));
    Program.exits(0)
        .says("6 policies unchanged: dev/acme, dev/globex")
        .run("diff", "-C", repository.path());
    repository
        .folder()
        .replace("registries/redactions.yaml", "[pan, cvc, expiry-date]", "[pan, cvc]");
    Program.exits(1)
        .says(
            "dev/globex: broadening: every request is decided alike, 1 change that no request"
                + " shows; required bump: patch",
            "  weakening: redaction profile `pci-tokenize`: detectors now without `expiry-date`\n",
            "(to be acknowledged)")
        .run("diff", "-C", repository.path(), "--no-new-access");
  }

  @Test
  void aPolicyThatIsNewOrGoneIsComparedWithNothing() {
    Repository repository = sound();
    repository
        .folder()
        .write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"))
        .delete(Folder.POLICY)
        .delete(Folder.TESTS);
    Program.exits(0)
        .says(
            "dev/acme: broadening: 5 combinations deny → allow; the policy is new (1.0.0)\n",
            "prod/acme: narrowing: 5 combinations allow → deny; the policy is gone\n")
        .run("diff", "-C", repository.path());
  }

  @Test
  void comparesTwoFoldersWithoutGit() {
    Folder.sound(temp.resolve("old"));
    Folder.sound(temp.resolve("new")).replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(0)
        .says("folder old/ → folder ./new", "1 combination deny → allow")
        .in(temp)
        .run("diff", "old/", "./new");
  }

  @Test
  void withoutGitOrARevisionThereIsNothingToCompareWith() {
    Folder folder = Folder.sound(temp);
    Program.exits(2).complainsOf("error: ", "help: ").run("diff", "-C", folder.path());
    Repository repository = sound();
    Program.exits(2)
        .complainsOf("`nope` is neither a revision nor a folder")
        .run("diff", "nope", "-C", folder.path());
    Program.exits(2).complainsOf("no revision `nope`").run("diff", "nope", "-C", repository.path());
  }

  @Test
  void aShallowCloneIsNoHistory() {
    Repository repository = sound();
    repository.folder().append(Folder.POLICY, "# more\n");
    repository.commit().branch("topic").folder().append(Folder.POLICY, "# and more\n");
    Path clone = repository.commit().shallow(temp.resolve("clone"));
    Program.exits(4).complainsOf("shallow", "git fetch").run("diff", "main~1", "-C", clone);
  }

  @Test
  void aBrokenSideIsNeverNoChange() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, "[employee]", "[employe]");
    Program.exits(1)
        .says("not compared: head: prod/acme: ", "help: policyctl validate")
        .keepsQuietAbout("unchanged")
        .run("diff", "-C", repository.path());
    repository.commit().folder().replace(Folder.POLICY, "[employe]", "[employee]");
    Program.exits(4)
        .says("not compared: base: prod/acme: ")
        .keepsQuietAbout("unchanged")
        .run("diff", "HEAD", "-C", repository.path());
    repository.folder().write(Folder.POLICY, "rules: [\n");
    Program.exits(4)
        .says("not compared: base: ", "not compared: head: ")
        .run("diff", "HEAD", "-C", repository.path());
  }

  @Test
  void aFileOfTestsIsNoPartOfThePolicy() {
    Repository repository = sound();
    repository.folder().write(Folder.TESTS, "not: [a test\n");
    Program.exits(0).says("1 policy unchanged").run("diff", "-C", repository.path());
  }

  @Test
  void withoutABudgetItSaysAtLeast() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(4)
        .says("prod/acme: mixed: at least ", "not explored within the budget: ", "raise --budget")
        .run("diff", "-C", repository.path(), "--budget", "1");
    Program.exits(2).complainsOf("--budget").run("diff", "-C", repository.path(), "--budget", "0");
  }

  @Test
  void failsOnTheImpactThatItIsToldTo() {
    Repository repository = sound();
    repository
        .folder()
        .replace(Folder.POLICY, NARROW, "models: [openai/o3], classifications: [pii]");
    Program.exits(1).says("mixed").run("diff", "-C", repository.path(), "--fail-on", "broadening");
    Program.exits(1)
        .says("mixed")
        .run("diff", "-C", repository.path(), "--fail-on", "narrowing,any");
    repository.commit().folder().append(Folder.POLICY, "# nothing\n");
    Program.exits(0)
        .says("unchanged")
        .run("diff", "HEAD", "-C", repository.path(), "--fail-on", "any");
    Program.exits(2)
        .complainsOf("--fail-on")
        .run("diff", "-C", repository.path(), "--fail-on", "error");
  }

  @Test
  void onlyAWaiverOfTheTargetAcceptsNewAccess() {
    Repository repository = sound().branch("topic");
    repository.folder().replace(Folder.POLICY, NARROW, WIDER).write(WAIVERS, waiver(""));
    repository.commit();
    Program.exits(1).says("PC701").run("diff", "-C", repository.path(), "--no-new-access");
    Program.exits(0)
        .says("waived: `w`")
        .run("diff", "-C", repository.path(), "--no-new-access", "--allow-proposed-waivers");
    Program.exits(2)
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_WORKSPACE", repository.path().toString())
        .complainsOf("--allow-proposed-waivers is not for CI")
        .run(
            "diff", "main", "-C", repository.path(), "--no-new-access", "--allow-proposed-waivers");
  }

  @Test
  void theTipOfTheTargetCountsAndNotTheMergeBase() {
    Repository repository = sound();
    repository.folder().write(WAIVERS, waiver(", rule: analysts-pii"));
    repository.commit().branch("topic").folder().replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(0).says("waived").run("diff", "-C", repository.path(), "--no-new-access");
    repository.commit().checkout("main").folder().delete(WAIVERS);
    repository.commit().checkout("topic");
    Program.exits(1).says("PC701").run("diff", "-C", repository.path(), "--no-new-access");
  }

  @ParameterizedTest
  @CsvSource({
    "', rule: chat-public', 1",
    "', tenant: globex', 1",
    "', environment: dev', 1",
    "', path: nowhere', 1",
    "', rule: analysts-pii', 0",
    "', tenant: acme', 0",
    "', path: \"policies/prod/**\"', 0"
  })
  void aWaiverHoldsForWhatItNames(String more, int exit) {
    Folder folder = Folder.sound(temp).write(WAIVERS, waiver(more));
    Repository.of(folder);
    folder.replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(exit).talks().run("diff", "-C", temp, "--no-new-access");
    Program.exits(1).talks().run("diff", "-C", temp, "--no-new-access", "--as-of", "2099-02-01");
  }

  @Test
  void countsTheBumpFromTheLastRelease() {
    Repository repository = sound().tag("prod/acme/v1.0.0");
    repository
        .folder()
        .replace(Folder.POLICY, NARROW, WIDER)
        .replace(Folder.POLICY, "1.0.0", "1.1.0");
    repository
        .commit()
        .folder()
        .replace(Folder.POLICY, "priority: 200", "description: x\n    priority: 200");
    Program.exits(0)
        .says(
            "prod/acme: neutral: every request is decided alike; required bump since"
                + " `prod/acme/v1.0.0`: minor (1.0.0 → 1.1.0, declared 1.1.0)")
        .run("diff", "HEAD", "-C", repository.path());
  }

  @Test
  void saysThatTheBumpSinceAReleaseThatCannotBeReadIsNotKnown() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, "[employee]", "[nobody]");
    repository.commit().tag("prod/acme/v1.0.0");
    repository.folder().replace(Folder.POLICY, "[nobody]", "[employee]");
    repository.commit().folder().replace(Folder.POLICY, NARROW, WIDER);
    Program.exits(0)
        .says("since the release `prod/acme/v1.0.0`, which cannot be compiled, it is not known")
        .run("diff", "HEAD", "-C", repository.path());
  }

  @Test
  void gradesAsItIsTold() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, "id: chat-public", "id: chat");
    Program.exits(0)
        .says("bump: major (1.0.0 → 2.0.0", "rule `chat-public` is now called `chat`")
        .run("diff", "-C", repository.path());
    Program.exits(0)
        .says("bump: patch (1.0.0 → 1.0.1")
        .run("diff", "-C", repository.path(), "--semantic");
    repository.folder().append(".policyctl.yaml", "commands: { diff: { semantic: true } }\n");
    Program.exits(2).complainsOf("--semantic").run("diff", "-C", repository.path());
  }
}
