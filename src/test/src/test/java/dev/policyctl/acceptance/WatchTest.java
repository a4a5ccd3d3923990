package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policyctl test --watch}: a process that stays. */
class WatchTest {
  private static final int MOST_LOOKS = 600;

  @TempDir Path temp;

  @Test
  void reportsAgainOnceAFileChanges() throws Exception {
    Folder folder = Folder.sound(temp.resolve("policies"));
    Path out = temp.resolve("out");
    Path err = temp.resolve("err");
    Process process = Program.exits(0).begin(out, err, "test", folder.path(), "--watch");
    try {
      await(process, out, "\npassed\n");
      await(process, err, "watching ");
      folder.replace(Folder.POLICY, "effect: allow", "effect: deny");
      await(process, out, "\nfailed\n");
      folder.write(".policyctl.yaml", "schemaVersion: 1\nlimits: { files: 1 }\n");
      await(process, out, "error[PC002]");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertThat(Files.readString(err)).doesNotContain("\tat ", "defect");
  }

  private static void await(Process process, Path file, String text) throws Exception {
    for (int i = 0; i < MOST_LOOKS && !Files.readString(file).contains(text); i++) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(100);
    }
    assertThat(Files.readString(file)).contains(text);
  }
}
