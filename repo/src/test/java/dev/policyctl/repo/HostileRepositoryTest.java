package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is in a git repository, an answer or an operational failure comes out. */
final class HostileRepositoryTest {
  private static final long SEED = 20260902;
  private static final Bundle ACME = new Bundle("prod", "acme");

  @TempDir Path folder;
  private GitFixture git;

  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    git.write("registries/roles.yaml", "roles\n").commit("first");
    git.git("tag", "--annotate", "prod/acme/v1.0.0", "--message", "release");
    git.commit("second");
  }

  /** Whether it succeeded; anything but an operational failure is let through. */
  private static boolean succeeds(Runnable call) {
    try {
      call.run();
      return true;
    } catch (OperationalException e) {
      assertThat(e).hasMessageNotContaining("\n");
      return false;
    }
  }

  private boolean everything(String revision) {
    return succeeds(
        () -> {
          try (GitHistory history = GitHistory.open(git.root())) {
            String id = history.resolve(revision);
            history.releases(ACME, id);
            history.mergeBase(revision, id, new TargetBranch("main", history.resolve("main")));
            try (GitRevision snapshot = history.snapshot(revision, id)) {
              RepositoryLoader.load(snapshot);
            }
          }
        });
  }

  @Test
  void survivesAnyRevision() {
    String[] parts = {
      "HEAD", "main", "~", "^", "@{", "}", "{", ":", "/", "-g", "99999999999999999999", "1", "0",
      "-1", "commit", "tag", "upstream", "push", " ", "\0", "\n", "..", ".", "@", "\ud800",
          "abcdef",
      "yesterday", "!", "prod/acme/v1.0.0", "refs/", "(", "\\", "*", "ä"
    };
    Random random = new Random(SEED);
    int resolved = 0;
    try (GitHistory history = GitHistory.open(git.root())) {
      for (int i = 0; i < 2_000; i++) {
        StringBuilder revision = new StringBuilder();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
          revision.append(parts[random.nextInt(parts.length)]);
        }
        String text = revision.toString();
        try {
          history.resolve(text);
          resolved++;
        } catch (OperationalException e) {
          assertThat(e.getMessage()).isNotEmpty();
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + SEED + ": `" + text + "`", e);
        }
      }
    }
    assertThat(resolved).isPositive();
  }

  @Test
  void survivesCommitsThatAreNone() {
    String tree = git.git("rev-parse", "HEAD^{tree}");
    String head = git.git("rev-parse", "HEAD");
    String who = " A <a@b> 1 +0000\n";
    String[] commits = {
      "",
      "\n",
      "tree",
      "tree \n",
      "tree " + tree,
      "tree " + tree + "\n",
      "tree " + "z".repeat(40) + "\n\n",
      "tree " + tree + "\nparent " + head,
      "tree " + tree + "\nparent nonsense\n\n",
      "tree " + tree + "\nauthor" + who + "\n",
      "tree " + tree + "\nauthor" + who + "committer A <a@b> 99999999999999999999999 +9\n\n",
      "tree " + head + "\nauthor" + who + "committer" + who + "\n",
      "tree " + "0123456789".repeat(4) + "\nauthor" + who + "committer" + who + "\n",
      "tree " + tree + "\nparent " + tree + "\nauthor" + who + "committer" + who + "\n",
      "tree " + tree + "\nencoding x\u0000y\nauthor" + who + "committer" + who + "\n"
    };
    for (String text : commits) {
      String id = git.gitWith(text, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
      assertThat(everything(id)).as(text).isIn(true, false);
      git.write(".git/refs/tags/prod/acme/v2.0.0", id + "\n");
      assertThat(everything("main")).as(text).isIn(true, false);
    }
  }

  @Test
  void survivesTreesThatAreNone() {
    String who = " A <a@b> 1 +0000\n";
    for (String text :
        new String[] {
          "",
          "1",
          "100644",
          "100644 x",
          "100644 x\0",
          "999999999999 x\0" + "a".repeat(20),
          "40000 registries\0" + "a".repeat(19),
          "40000 registries\0" + "a".repeat(20),
          "40000 ../..\0" + "a".repeat(20)
        }) {
      String tree = git.gitWith(text, "hash-object", "-t", "tree", "-w", "--stdin", "--literally");
      String commit =
          git.gitWith(
              "tree " + tree + "\nauthor" + who + "committer" + who + "\n",
              "hash-object",
              "-t",
              "commit",
              "-w",
              "--stdin",
              "--literally");
      assertThat(everything(commit)).as(text).isIn(true, false);
    }
  }

  @Test
  @Tag("slow")
  void survivesAnyBitOfAnyFileOfGitFlipped() throws IOException {
    git.git("gc", "--quiet", "--prune=now");
    Random random = new Random(SEED);
    Path[] files;
    try (var all = Files.walk(git.root().resolve(".git"))) {
      files =
          all.filter(Files::isRegularFile)
              .filter(f -> !f.toString().contains("hooks") && !f.endsWith("config"))
              .sorted()
              .toArray(Path[]::new);
    }
    for (int i = 0; i < 200; i++) {
      Path file = files[random.nextInt(files.length)];
      byte[] bytes = Files.readAllBytes(file);
      if (bytes.length > 0) {
        byte[] flipped = bytes.clone();
        flipped[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        file.toFile().setWritable(true);
        Files.write(file, flipped);
        try {
          assertThat(everything("HEAD")).isIn(true, false);
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + SEED + ", run " + i + ", " + file, e);
        }
        Files.write(file, bytes);
      }
    }
    assertThat(everything("HEAD")).isTrue();
  }

  @Test
  void survivesAGitFolderThatIsNone() throws IOException {
    Path root = Files.createDirectories(folder.resolve("odd"));
    Files.createDirectories(root.resolve("registries"));
    for (String text : new String[] {"", "gitdir:", "gitdir: \0", "gitdir: ../gone", "garbage"}) {
      Files.writeString(root.resolve(".git"), text, StandardCharsets.UTF_8);
      assertThat(succeeds(() -> GitHistory.open(root).close())).as(text).isFalse();
      assertThat(succeeds(() -> ReleaseLookup.atHead(root, Map.of()).close())).isFalse();
    }
    Files.delete(root.resolve(".git"));
    Files.createDirectories(root.resolve(".git"));
    assertThat(succeeds(() -> GitHistory.open(root).close())).isFalse();
    git.write(".git/config", "[core\n\0");
    assertThat(everything("HEAD")).isFalse();
  }

  @Test
  void aFewTreesThatUnfoldIntoMillionsOfPathsAreUndecided() {
    String blob = git.gitWith("x", "hash-object", "-w", "--stdin");
    String tree = tree("100644 blob " + blob, 10);
    for (int depth = 0; depth < 7; depth++) {
      tree = tree("040000 tree " + tree, 10);
    }
    String policies = git.gitWith("040000 tree " + tree + "\tpolicies\n", "mktree");
    String commit = git.git("commit-tree", policies, "-p", "HEAD", "-m", "bomb");
    try (GitHistory history = GitHistory.open(git.root());
        GitRevision snapshot = history.snapshot("bomb", commit)) {
      GitObjects objects = history.objects();
      Refusals.undecided(
          () -> objects.touched(commit), "`" + commit + "` has more than 250000 paths to look at");
      Refusals.undecided(
          () -> snapshot.list("policies"), "`policies` has more than 250000 paths to look at");
    }
  }

  private String tree(String entry, int times) {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < times; i++) {
      entries.append(entry).append("\te").append(i).append('\n');
    }
    return git.gitWith(entries.toString(), "mktree");
  }

  @Test
  void aFileThatStandsTwiceInItsFolderIsUndecided() throws IOException {
    byte[] id = new byte[20];
    byte[] name = "100644 policy.yaml\0".getBytes(StandardCharsets.US_ASCII);
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < 2; i++) {
      bytes.write(name);
      bytes.write(id);
    }
    Path file = Files.write(folder.resolve("tree"), bytes.toByteArray());
    String twins = git.git("hash-object", "-t", "tree", "-w", "--literally", file.toString());
    String root = git.gitWith("040000 tree " + twins + "\tpolicies\n", "mktree", "--missing");
    String commit = git.git("commit-tree", root, "-m", "twins");
    try (GitHistory history = GitHistory.open(git.root());
        GitRevision snapshot = history.snapshot("twins", commit)) {
      Refusals.undecided(
          () -> snapshot.list("policies"), "`policies/policy.yaml` stands twice in its folder");
    }
  }

  @Test
  void b6ACommitThatIsMissingInTheMiddleIsUndecided() throws IOException {
    String base = git.git("rev-parse", "HEAD");
    String middle = git.commit("middle");
    String head = git.commit("head");
    Files.delete(
        git.root().resolve(".git/objects/" + middle.substring(0, 2) + "/" + middle.substring(2)));
    try (GitHistory history = GitHistory.open(git.root())) {
      assertThat(
              Refusals.undecided(
                  () -> history.objects().added(base, head), "cannot read `" + head + "` from git"))
          .contains("an object is missing, fetch it");
    }
  }
}
