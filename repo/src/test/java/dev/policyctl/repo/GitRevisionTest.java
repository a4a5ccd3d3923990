package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GitRevisionTest {
  private static final int PLENTY = 1 << 20;

  @TempDir Path folder;

  private GitFixture repository() throws IOException {
    return GitFixture.init(Files.createDirectories(folder.resolve("work")));
  }

  private static String text(Snapshot snapshot, String path) {
    return snapshot
        .read(path, PLENTY)
        .match(
            bytes -> new String(bytes.bytes(), StandardCharsets.UTF_8),
            tooLarge -> "too large: " + tooLarge.size(),
            absent -> "absent",
            other -> "no file: " + other.what(),
            unreadable -> "unreadable: " + unreadable.reason());
  }

  private static void refuses(
      ThrowingCallable call, OperationalException.Kind kind, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationalException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e).hasMessageContaining(message);
            });
  }

  @Test
  void readsTheCommitAndNotTheWorkTree() throws IOException {
    GitFixture git = repository().write("registries/roles.yaml", "committed\n");
    git.commit("first");
    git.write("registries/roles.yaml", "edited\n").write("registries/new.yaml", "new\n");
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(text(head, "registries/roles.yaml")).isEqualTo("committed\n");
      assertThat(text(head, "registries/new.yaml")).isEqualTo("absent");
      assertThat(head.list("registries"))
          .containsExactly(new SnapshotEntry("registries/roles.yaml", SnapshotEntry.Kind.FILE));
    }
  }

  @Test
  void takesBranchesTagsIdsAndRelativeNames() throws IOException {
    GitFixture git = repository().write("a.yaml", "one\n");
    String first = git.commit("first");
    git.git("tag", "--annotate", "prod/acme/v1.0.0", "--message", "release");
    git.write("a.yaml", "two\n").commit("second");
    for (String name : new String[] {first, first.substring(0, 10), "prod/acme/v1.0.0", "main~1"}) {
      try (GitRevision revision = GitRevision.open(git.root(), name)) {
        assertThat(text(revision, "a.yaml")).as(name).isEqualTo("one\n");
        assertThat(revision.description()).isEqualTo(name + " (" + first.substring(0, 12) + ")");
      }
    }
  }

  @Test
  void seesOnlyTheFolderOfThePolicyRoot() throws IOException {
    GitFixture git =
        repository()
            .write("secret.yaml", "outside\n")
            .write("ai/policy/.policyctl.yaml", "schemaVersion: 1\n")
            .write("ai/policy/registries/roles.yaml", "inside\n");
    git.commit("first");
    try (GitRevision head = GitRevision.open(git.root().resolve("ai/policy"), "HEAD")) {
      assertThat(text(head, "registries/roles.yaml")).isEqualTo("inside\n");
      assertThat(text(head, "secret.yaml")).isEqualTo("absent");
      assertThat(head.list("")).extracting(SnapshotEntry::path).containsExactly(".policyctl.yaml");
      assertThat(head.list("registries"))
          .extracting(SnapshotEntry::path)
          .containsExactly("registries/roles.yaml");
      assertThat(head.list("ai")).isEmpty();
    }
  }

  @Test
  void isEmptyWhereTheCommitHasNoPolicyRootYet() throws IOException {
    GitFixture git = repository().write("readme.txt", "hello\n");
    git.commit("before");
    git.write("ai/registries/roles.yaml", "roles\n").commit("after");
    try (GitRevision before = GitRevision.open(git.root().resolve("ai"), "main~1")) {
      assertThat(before.list("registries")).isEmpty();
      assertThat(before.list("")).isEmpty();
      assertThat(text(before, "registries/roles.yaml")).isEqualTo("absent");
    }
  }

  @Test
  void listsPathsOfAllDepthsInOrder() throws IOException {
    GitFixture git =
        repository()
            .write("policies/prod/acme/rules/b.yaml", "b")
            .write("policies/prod/acme/policy.yaml", "p")
            .write("policies/prod-eu/acme/policy.yaml", "p")
            .write("policies/prod.yaml", "p");
    git.commit("first");
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(head.list("policies"))
          .isEqualTo(new WorkTree(git.root()).list("policies"))
          .extracting(SnapshotEntry::path)
          .containsExactly(
              "policies/prod-eu/acme/policy.yaml",
              "policies/prod.yaml",
              "policies/prod/acme/policy.yaml",
              "policies/prod/acme/rules/b.yaml");
    }
  }

  @Test
  void neverFollowsLinksOrSubmodules() throws IOException {
    GitFixture git = repository().write("registries/real.yaml", "real\n");
    Files.createSymbolicLink(git.root().resolve("registries/roles.yaml"), Path.of("real.yaml"));
    Files.createSymbolicLink(git.root().resolve("policies"), Path.of("registries"));
    String commit = git.commit("first");
    git.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",registries/module");
    git.git("commit", "--quiet", "--message", "second");
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(text(head, "registries/roles.yaml"))
          .isEqualTo("no file: a symbolic link or a submodule");
      assertThat(head.list("registries"))
          .containsExactly(
              new SnapshotEntry("registries/module", SnapshotEntry.Kind.OTHER),
              new SnapshotEntry("registries/real.yaml", SnapshotEntry.Kind.FILE),
              new SnapshotEntry("registries/roles.yaml", SnapshotEntry.Kind.OTHER));
      assertThat(head.list("policies"))
          .containsExactly(new SnapshotEntry("policies", SnapshotEntry.Kind.OTHER));
      assertThat(RepositoryLoader.load(head).findings())
          .extracting(Finding::code)
          .contains(FindingCode.FORBIDDEN_FILE);
    }
  }

  @Test
  void saysHowLargeAFileIsWithoutReadingIt() throws IOException {
    GitFixture git = repository().write("a.yaml", "12345");
    git.commit("first");
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(head.read("a.yaml", 4)).isEqualTo(new FileContent.TooLarge(5));
      assertThat(head.read("a.yaml", 5)).isInstanceOf(FileContent.Bytes.class);
    }
  }

  @Test
  void ignoresFiltersAndLineEndsOfAttributes() throws IOException {
    GitFixture git =
        repository()
            .write(".gitattributes", "*.yaml text eol=crlf ident\n")
            .write("a.yaml", "x: $Id$\n");
    git.commit("first");
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(text(head, "a.yaml")).isEqualTo("x: $Id$\n");
    }
  }

  @Test
  void leavesNoTraceInTheRepository() throws IOException {
    GitFixture git = repository().write("registries/roles.yaml", "roles\n");
    git.commit("first");
    List<Path> before = everything(git.root());
    try (GitRevision head = GitRevision.open(git.root(), "HEAD")) {
      assertThat(text(head, "registries/roles.yaml")).isEqualTo("roles\n");
    }
    assertThat(everything(git.root())).isEqualTo(before);
  }

  private static List<Path> everything(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.sorted().toList();
    }
  }

  @Test
  void readsPackedObjects() throws IOException {
    GitFixture git = repository().write("a.yaml", "packed\n");
    git.commit("first");
    git.git("gc", "--quiet", "--aggressive", "--prune=now");
    git.git("pack-refs", "--all");
    try (GitRevision head = GitRevision.open(git.root(), "main")) {
      assertThat(text(head, "a.yaml")).isEqualTo("packed\n");
    }
  }

  @Test
  void readsALinkedWorkTree() throws IOException {
    GitFixture git = repository().write("a.yaml", "one\n");
    git.commit("first");
    Path linked = folder.resolve("linked");
    git.git("worktree", "add", "--quiet", "-b", "topic", linked.toString());
    try (GitRevision head = GitRevision.open(linked, "topic")) {
      assertThat(text(head, "a.yaml")).isEqualTo("one\n");
    }
  }

  @Test
  void rejectsARevisionThatIsNotThere() throws IOException {
    GitFixture git = repository().write("a.yaml", "one\n");
    git.commit("first");
    refuses(
        () -> GitRevision.open(git.root(), "no-such-branch"),
        OperationalException.Kind.USAGE,
        "no revision `no-such-branch`");
    refuses(
        () -> GitRevision.open(git.root(), "0123456789012345678901234567890123456789"),
        OperationalException.Kind.UNDECIDED,
        "0123456789012345678901234567890123456789");
    refuses(
        () -> GitRevision.open(git.root(), "main^^^{nonsense"),
        OperationalException.Kind.USAGE,
        "main^^^{nonsense");
  }

  @Test
  void rejectsANameThatIsNoCommit() throws IOException {
    GitFixture git = repository().write("a.yaml", "one\n");
    git.commit("first");
    refuses(
        () -> GitRevision.open(git.root(), "HEAD:a.yaml"),
        OperationalException.Kind.USAGE,
        "HEAD:a.yaml");
    refuses(() -> GitRevision.open(git.root(), ""), OperationalException.Kind.USAGE, "``");
  }

  @Test
  void rejectsAFolderOutsideOfGit() {
    refuses(
        () -> GitRevision.open(folder, "HEAD"),
        OperationalException.Kind.USAGE,
        "is not in a git repository");
  }

  @Test
  void rejectsARepositoryOfSha256Ids() throws IOException {
    Path root = Files.createDirectories(folder.resolve("work"));
    GitFixture git = GitFixture.init(root, "--object-format=sha256").write("a.yaml", "one\n");
    git.commit("first");
    refuses(
        () -> GitRevision.open(root, "HEAD"),
        OperationalException.Kind.USAGE,
        "SHA-256 object ids");
  }

  @Test
  void saysThatAShallowCloneLacksHistory() throws IOException {
    GitFixture git = repository().write("a.yaml", "one\n");
    String first = git.commit("first");
    git.write("a.yaml", "two\n").commit("second");
    GitFixture shallow = git.shallowClone(folder.resolve("shallow"));
    try (GitRevision head = GitRevision.open(shallow.root(), "HEAD")) {
      assertThat(text(head, "a.yaml")).isEqualTo("two\n");
    }
    for (String lost : new String[] {first, "HEAD~1"}) {
      assertThatThrownBy(() -> GitRevision.open(shallow.root(), lost))
          .isInstanceOfSatisfying(
              OperationalException.class,
              e -> assertThat(e.hint().toString()).contains("git fetch --unshallow"));
    }
  }
}
