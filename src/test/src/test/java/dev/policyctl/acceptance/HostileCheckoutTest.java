package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands around a proposal, or hides in its files, changes no verdict about signatures. */
class HostileCheckoutTest {
  private static final Object[] SINCE_MAIN = {"validate", "-o", "compact", "--base", "main"};
  private static final String LINK =
      "policies/dev/acme/policy.yaml:1:1: error[PC008]: a symbolic link, a submodule or a device is";

  private static final String TIME = "as of [^)]*";

  @TempDir Path temp;
  private SignedRepository repository;

  @BeforeEach
  void aProposal() {
    repository = SignedRepository.trusting(temp);
    repository.git("checkout", "--quiet", "-b", "topic");
  }

  private Program validate(int exit) {
    return Program.exits(exit).in(repository.path());
  }

  /** An environment that is mallory's in each part that git, gpg or Java would look at. */
  private Map<String, String> hostile() {
    repository.key("mallory");
    Path other = temp.resolve("other");
    repository.git("clone", "--quiet", repository.path().toString(), other.toString());
    Folder home = new Folder(temp.resolve("home"));
    String signers = home.path().resolve("signers").toString();
    home.write("signers", "* namespaces=\"git\" " + read("mallory.pub"));
    String config =
        "[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tallowedSignersFile = "
            + signers
            + "\n[core]\n\tworktree = "
            + other
            + "\n\trepositoryformatversion = 0\n[extensions]\n\tobjectformat = sha256\n";
    home.write(".gitconfig", config).write("git/config", config).write("jgit/config", config);
    home.write(".gnupg/pubring.kbx", "").write(".gnupg/gpg.conf", "trust-model always\n");
    Map<String, String> variables = new TreeMap<>();
    variables.put("HOME", home.path().toString());
    variables.put("XDG_CONFIG_HOME", home.path().toString());
    variables.put("GNUPGHOME", home.path().resolve(".gnupg").toString());
    variables.put("GIT_CONFIG_GLOBAL", home.path().resolve(".gitconfig").toString());
    variables.put("GIT_CONFIG_SYSTEM", home.path().resolve(".gitconfig").toString());
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_CONFIG_KEY_0", "gpg.ssh.allowedSignersFile");
    variables.put("GIT_CONFIG_VALUE_0", signers);
    variables.put("GIT_DIR", other.resolve(".git").toString());
    variables.put("GIT_COMMON_DIR", other.resolve(".git").toString());
    variables.put("GIT_WORK_TREE", other.toString());
    variables.put("GIT_INDEX_FILE", other.resolve(".git/index").toString());
    variables.put("GIT_OBJECT_DIRECTORY", other.resolve(".git/objects").toString());
    variables.put("GIT_ALTERNATE_OBJECT_DIRECTORIES", other.resolve(".git/objects").toString());
    variables.put("GIT_REPLACE_REF_BASE", "refs/heads/");
    variables.put("GIT_SHALLOW_FILE", other.resolve(".git/HEAD").toString());
    variables.put("GIT_GRAFT_FILE", other.resolve(".git/HEAD").toString());
    variables.put("GIT_NAMESPACE", "mallory");
    variables.put("GIT_CEILING_DIRECTORIES", repository.path().toString());
    variables.put("TZ", "Pacific/Kiritimati");
    return variables;
  }

  private String read(String key) {
    return new Folder(temp.resolve("keys")).read(key);
  }

  private void saysTheSameInAHostileEnvironment(int exit, String what) {
    Map<String, String> variables = hostile();
    String plain = validate(exit).says(what).run(SINCE_MAIN).out();
    Program program = validate(exit).says(what);
    variables.forEach(program::env);
    assertThat(program.run(SINCE_MAIN).out().replaceAll(TIME, ""))
        .isEqualTo(plain.replaceAll(TIME, ""));
  }

  @Test
  void a14TheEnvironmentMakesNoStrangerASigner() {
    repository.folder().append(Folder.POLICY, "# edited\n");
    repository.signed("mallory", "Mine");
    saysTheSameInAHostileEnvironment(3, "error[PC402]");
  }

  @Test
  void a14TheEnvironmentTakesNoSignerAway() {
    repository.folder().append(Folder.POLICY, "# edited\n");
    repository.signed("ada", "Edit");
    saysTheSameInAHostileEnvironment(0, "signed by somebody who may change it (ada)");
  }

  @Test
  void b6AShallowCloneIsUndecidedWithTheFetchThatHelps() {
    repository.folder().append(Folder.POLICY, "# edited\n");
    repository.signed("ada", "Edit");
    Path clone = temp.resolve("shallow");
    repository.git(
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        repository.path().toUri().toString(),
        clone.toString());
    Program.exits(4)
        .in(clone)
        .says("the clone is shallow", "git fetch --unshallow origin")
        .run("validate", "-o", "compact", "--base", "origin/main");
  }

  @Test
  void b15ALinkUnderThePolicyRootIsRefused() {
    repository
        .folder()
        .write("elsewhere.yaml", Folder.policy("dev", "acme"))
        .link("policies/dev/acme/policy.yaml", "../../../elsewhere.yaml");
    repository.signed("ada", "Link");
    validate(1).says(LINK).run(SINCE_MAIN);
  }

  @Test
  void b15ASubmoduleUnderThePolicyRootIsRefused() {
    repository.git(
        "update-index",
        "--add",
        "--cacheinfo",
        "160000," + repository.head() + ",policies/dev/acme/policy.yaml");
    repository.git("commit", "--quiet", "-m", "unsigned");
    validate(3).says(LINK, "PC401").run(SINCE_MAIN);
  }

  @Test
  void b15AFilterOfAttributesChangesNothingThatIsRead() {
    repository
        .folder()
        .write(".gitattributes", "policy.yaml filter=evil text eol=crlf ident\n")
        .append(Folder.POLICY, "# edited\n");
    repository.git("config", "filter.evil.clean", "sed s/employee/nobody/");
    repository.git("config", "filter.evil.smudge", "sed s/nobody/employee/");
    repository.signed("ada", "Filter");
    assertThat(repository.folder().read(Folder.POLICY)).contains("[employee]");
    validate(1).says("PC201", "nobody").run(SINCE_MAIN);
  }

  @Test
  void b15APointerToALargeFileIsNoPolicy() {
    repository
        .folder()
        .write(".gitattributes", "*.yaml filter=lfs diff=lfs merge=lfs -text\n")
        .write(
            Folder.POLICY,
            "version https://git-lfs.github.com/spec/v1\noid sha256:"
                + "0".repeat(64)
                + "\nsize 812\n");
    repository.signed("ada", "Pointer");
    validate(1).says(Folder.POLICY + ":1:1: error[").run(SINCE_MAIN);
  }
}
