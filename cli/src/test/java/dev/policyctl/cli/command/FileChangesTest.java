package dev.policyctl.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.trust.TrustAddition.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FileChangesTest {
  @TempDir Path root;

  private static Change change(String path, String before, String after) {
    return new Change(path, Optional.of(before).filter(text -> !text.isEmpty()), after);
  }

  @Test
  void writesAllAndLeavesNothingElse() throws IOException {
    Files.writeString(root.resolve("a"), "old");
    FileChanges.write(root, List.of(change("trust/b", "", "new"), change("a", "old", "é\n")));
    assertThat(root.resolve("trust/b")).hasContent("new");
    assertThat(Files.readString(root.resolve("a"))).isEqualTo("é\n");
    try (var files = Files.walk(root).filter(Files::isRegularFile)) {
      assertThat(files).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "before"})
  void writesNothingWhereAFileChangedMeanwhile(String before) throws IOException {
    Files.writeString(root.resolve("a"), "another's");
    List<Change> changes = List.of(change("b", "", "new"), change("a", before, "mine"));
    assertThatThrownBy(() -> FileChanges.write(root, changes))
        .hasMessageContaining("`a` changed meanwhile; nothing was written");
    assertThat(root.resolve("b")).doesNotExist();
    assertThat(root.resolve("a")).hasContent("another's");
  }

  @Test
  void leavesNothingBehindWhereItFails() throws IOException {
    Files.writeString(root.resolve("file"), "x");
    List<Change> changes = List.of(change("b", "", "new"), change("file/c", "", "new"));
    assertThatThrownBy(() -> FileChanges.write(root, changes)).hasMessageContaining("file");
    try (var files = Files.walk(root).filter(Files::isRegularFile)) {
      assertThat(files).containsExactly(root.resolve("file"));
    }
  }
}
