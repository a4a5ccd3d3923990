package dev.policyctl.acceptance;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The declared versions, against the releases of a real git history. */
class VersionTest {
  private static final String RULE =
      "  - { id: no-o3, priority: 900, effect: deny, match: { models: [openai/o3] } }\n";

  @TempDir Path temp;

  private Repository sound() {
    return Repository.of(Folder.sound(temp.resolve("repo")));
  }

  private Program validate(int exit) {
    return Program.exits(exit).in(temp.resolve("repo"));
  }

  private static final Object[] COMPACT = {"validate", "-o", "compact"};

  @Test
  void outsideOfGitItSaysThatNothingWasChecked() {
    Folder.sound(temp.resolve("repo"));
    validate(0).says("note[PC706]: no version is checked: this is no git repository").run(COMPACT);
  }

  @Test
  void aFirstReleaseIsFreeToChoose() {
    sound();
    validate(0).says("note[PC704]: no policy has been released yet", "1 note\n").run(COMPACT);
  }

  @Test
  void theSameVersionIsTheSameContent() {
    Repository repository = sound().tag("prod/acme/v1.0.0");
    validate(0)
        .prints("signatures: not judged: no --base says since when\nno findings\n")
        .run(COMPACT);
    repository.folder().append(Folder.POLICY, "# a comment changes nothing\n");
    validate(0)
        .prints("signatures: not judged: no --base says since when\nno findings\n")
        .run(COMPACT);
    repository
        .folder()
        .replace(Folder.POLICY, "priority: 200", "description: x\n    priority: 200");
    validate(1)
        .says(
            "policies/prod/acme/policy.yaml:2:32: error[PC703]: version 1.0.0 was released as"
                + " `prod/acme/v1.0.0` with other content (declare 1.0.1 or later: ")
        .run(COMPACT);
    repository.folder().replace(Folder.POLICY, "1.0.0", "1.0.1");
    validate(0)
        .prints("signatures: not judged: no --base says since when\nno findings\n")
        .run(COMPACT);
  }

  @Test
  void aVersionMovesAsFarAsTheChangeRequires() {
    Repository repository = sound().tag("prod/acme/v1.0.0");
    repository.folder().append(Folder.POLICY, RULE).replace(Folder.POLICY, "1.0.0", "1.0.1");
    validate(1)
        .says(
            "error[PC702]: version 1.0.1 does not follow from `prod/acme/v1.0.0`: the change"
                + " requires a minor bump (declare 1.1.0 or later: rule `no-o3` is new")
        .run(COMPACT);
    repository.folder().replace(Folder.POLICY, "1.0.1", "1.1.0");
    validate(0).talks().run(COMPACT);
    repository
        .folder()
        .replace(Folder.POLICY, "id: chat-public", "id: chat")
        .replace(Folder.TESTS, "[chat-public]", "[chat]");
    validate(1).says("requires a major bump (declare 2.0.0 or later").run(COMPACT);
    repository.folder().replace(Folder.POLICY, "1.1.0", "2.0.0-rc.1");
    validate(0).talks().run(COMPACT);
    repository.folder().replace(Folder.POLICY, "2.0.0-rc.1", "0.9.0");
    validate(1).says("version 0.9.0 is below that of the last release").run(COMPACT);
  }

  @Test
  void onlyReleasesBeforeTheBaseCount() {
    Repository repository = sound().tag("prod/acme/v1.0.0").branch("topic");
    repository.folder().append(Folder.POLICY, RULE).replace(Folder.POLICY, "1.0.0", "1.1.0");
    repository.commit().tag("prod/acme/v1.1.0");
    validate(0).talks().run(COMPACT);
    repository.folder().replace(Folder.POLICY, "1.1.0", "1.0.1");
    validate(1).says("below that of the last release, `prod/acme/v1.1.0`").run(COMPACT);
    repository.commit();
    validate(1)
        .says("does not follow from `prod/acme/v1.0.0`")
        .run("validate", "-o", "compact", "--base", "main");
    validate(2).complainsOf("no revision `nope`").run("validate", "--base", "nope");
  }

  @Test
  void eachPolicyHasReleasesOfItsOwn() {
    Repository repository = sound();
    repository.folder().write("policies/dev/acme/policy.yaml", Folder.policy("dev", "acme"));
    repository.commit().tag("dev/acme/v1.0.0").tag("prod/acme/v0.1").tag("acme-v1.0.0");
    validate(0)
        .says("policies/prod/acme/policy.yaml:2:32: note[PC704]: this policy has not been released")
        .run(COMPACT);
    repository.folder().append("registries/models.yaml", "  openai/o4: {}\n");
    validate(1).says("policies/dev/acme/policy.yaml:2:32: error[PC703]").run(COMPACT);
  }

  @Test
  void aShallowCloneIsAnErrorInCiAndANoteElsewhere() {
    Repository repository = sound();
    repository.folder().append(Folder.POLICY, "# more\n");
    Path clone = repository.commit().shallow(temp.resolve("clone"));
    Program.exits(0).says("note[PC706]", "shallow").run("validate", clone, "-o", "compact");
    Program.exits(4)
        .env("GITHUB_ACTIONS", "true")
        .env("GITHUB_WORKSPACE", clone.toString())
        .says("error[PC705]", "shallow", "git fetch")
        .run("validate", clone, "-o", "compact", "--fail-on", "never");
    Program.exits(4).says("error[PC705]").run("validate", clone, "-o", "compact", "--base", "HEAD");
  }

  @Test
  void aReleaseThatCannotBeReadIsNoOkay() {
    Repository repository = sound();
    repository.folder().replace(Folder.POLICY, "[employee]", "[nobody]");
    repository.commit().tag("prod/acme/v1.0.0");
    repository.folder().replace(Folder.POLICY, "[nobody]", "[employee]");
    validate(4).says("error[PC707]", "it holds no valid policy").run(COMPACT);
    repository.folder().replace(Folder.POLICY, "1.0.0", "2.0.0");
    validate(0)
        .prints("signatures: not judged: no --base says since when\nno findings\n")
        .run(COMPACT);
  }

  @Test
  void aGitFolderThatIsNoneIsNotOutsideOfGit() {
    Folder.sound(temp.resolve("repo")).write(".git/x", "x");
    validate(4).complainsOf("from git", "git fsck").run(COMPACT);
  }
}
