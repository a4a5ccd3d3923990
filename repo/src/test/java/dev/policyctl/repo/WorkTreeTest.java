package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkTreeTest {
  @TempDir Path root;

  private void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static SnapshotEntry file(String path) {
    return new SnapshotEntry(path, SnapshotEntry.Kind.FILE);
  }

  private static SnapshotEntry other(String path) {
    return new SnapshotEntry(path, SnapshotEntry.Kind.OTHER);
  }

  @Test
  void listsAFolderWithAllBelowInOrder() throws IOException {
    write("registries/routes.yaml", "");
    write("registries/deep/er/x.yaml", "");
    write("registries/models.yaml", "");
    write("elsewhere.yaml", "");
    assertThat(new WorkTree(root).list("registries"))
        .containsExactly(
            file("registries/deep/er/x.yaml"),
            file("registries/models.yaml"),
            file("registries/routes.yaml"));
  }

  @Test
  void listsOfTheRootItsOwnFilesAlone() throws IOException {
    write(".policyctl.yaml", "");
    write("registries/roles.yaml", "");
    assertThat(new WorkTree(root).list("")).containsExactly(file(".policyctl.yaml"));
  }

  @Test
  void listsNothingOfAFolderThatIsNotThere() {
    assertThat(new WorkTree(root).list("registries")).isEmpty();
  }

  @Test
  void leavesOutWhatGitKeepsForItself() throws IOException {
    write("policies/.git/config.yaml", "");
    write("policies/a.yaml", "");
    assertThat(new WorkTree(root).list("policies")).containsExactly(file("policies/a.yaml"));
  }

  @Test
  void listsLinksWithoutFollowingThem() throws IOException {
    write("elsewhere/secret.yaml", "secret");
    write("registries/roles.yaml", "");
    Files.createSymbolicLink(
        root.resolve("registries/folder"), root.resolve("elsewhere").toAbsolutePath());
    Files.createSymbolicLink(root.resolve("registries/models.yaml"), Path.of("roles.yaml"));
    Files.createSymbolicLink(root.resolve("policies"), Path.of("elsewhere"));
    WorkTree tree = new WorkTree(root);
    assertThat(tree.list("registries"))
        .containsExactly(
            other("registries/folder"),
            other("registries/models.yaml"),
            file("registries/roles.yaml"));
    assertThat(tree.list("policies")).containsExactly(other("policies"));
    assertThat(tree.read("registries/models.yaml", 100))
        .isEqualTo(new FileContent.NotAFile("a symbolic link"));
    assertThat(tree.read("registries", 100)).isInstanceOf(FileContent.NotAFile.class);
  }

  @Test
  void neverReadsThroughALinkedFolder() throws IOException {
    write("elsewhere/rules/secret.yaml", "secret");
    Files.createSymbolicLink(root.resolve("shared"), Path.of("elsewhere"));
    WorkTree tree = new WorkTree(root);
    assertThat(tree.list("shared/rules")).isEmpty();
    assertThat(tree.read("shared/rules/secret.yaml", 100))
        .isEqualTo(new FileContent.NotAFile("behind a symbolic link"));
  }

  @Test
  void readsUpToTheLimitAndNoMore() throws IOException {
    write("a.yaml", "12345");
    WorkTree tree = new WorkTree(root);
    assertThat(tree.read("a.yaml", 4)).isEqualTo(new FileContent.TooLarge(5));
    assertThat(tree.read("a.yaml", 5))
        .isInstanceOfSatisfying(
            FileContent.Bytes.class,
            bytes -> assertThat(bytes.bytes()).isEqualTo("12345".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void knowsAFileThatIsNotThere() throws IOException {
    write("file", "");
    assertThat(new WorkTree(root).read("gone/a.yaml", 100)).isEqualTo(new FileContent.Absent());
    assertThat(new WorkTree(root).read("file/below", 100)).isNotInstanceOf(FileContent.Bytes.class);
  }
}
