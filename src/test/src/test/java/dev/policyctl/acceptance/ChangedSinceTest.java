package dev.policyctl.acceptance;

import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policyctl test --changed-since}, in a real git repository. */
class ChangedSinceTest {
  private static final String NEW_RULE =
      "  - { id: no-o3, priority: 900, effect: deny, match: { models: [openai/o3] } }\n";

  @TempDir Path temp;

  private static void commit(Git git) throws Exception {
    git.add().addFilepattern(".").call();
    git.commit()
        .setMessage("state")
        .setAuthor("a", "a@acme.example")
        .setCommitter("a", "a@acme.example")
        .setSign(false)
        .call();
  }

  private Folder committed(String below) throws Exception {
    Folder folder = Folder.sound(temp.resolve(below));
    try (Git git = Git.init().setDirectory(temp.toFile()).setInitialBranch("main").call()) {
      commit(git);
    }
    return folder;
  }

  @Test
  void countsTheRulesThatDiffer() throws Exception {
    Folder folder = committed("policy/repo").append(Folder.POLICY, NEW_RULE);
    Program.exits(1)
        .says("coverage: 0.0 %: 0 of 1 rule decided, 0 of 1 listed value exercised")
        .says(", of rules changed since main\n", "`no-o3` never matched")
        .run("test", folder.path(), "--changed-since", "main", "--coverage-threshold", "50");
  }

  @Test
  void countsNothingWhereNoRuleDiffers() throws Exception {
    Folder folder =
        committed("").replace("registries/models.yaml", "gpt-4o] }", "gpt-4o], provider: openai }");
    Program.exits(0)
        .says("coverage: 100.0 %: 0 of 0 rules decided", "passed\n")
        .run("test", folder.path(), "--changed-since", "HEAD", "--coverage-threshold", "100");
  }

  @Test
  void ignoresTheConfigurationOfTheUser() throws Exception {
    Folder folder = committed("");
    Program.exits(0)
        .env("GIT_DIR", "/nowhere")
        .env("GIT_CONFIG_GLOBAL", "/nowhere")
        .says("passed\n")
        .run("test", folder.path(), "--changed-since", "HEAD");
  }

  @Test
  void refusesARevisionThatIsNone() throws Exception {
    Folder folder = committed("");
    Program.exits(2)
        .complainsOf("error: no revision `nope`", "help:")
        .run("test", folder.path(), "--changed-since", "nope");
    Program.exits(2)
        .complainsOf("error: no revision `a..b^{`")
        .run("test", folder.path(), "--changed-since", "a..b^{");
  }

  @Test
  void refusesAFolderWithoutGit() {
    Program.exits(2)
        .complainsOf("is not in a git repository")
        .run("test", Folder.sound(temp).path(), "--changed-since", "main");
  }
}
