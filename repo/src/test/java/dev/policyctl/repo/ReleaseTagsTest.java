package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Bundle;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseTagsTest {
  private static final Bundle ACME = new Bundle("prod", "acme");

  @TempDir Path folder;
  private GitFixture git;

  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    git.write("a.txt", "a\n").commit("first");
  }

  private ReleaseTags releases(Bundle bundle, String revision) {
    try (GitHistory history = GitHistory.open(git.root())) {
      return history.releases(bundle, history.resolve(revision));
    }
  }

  private List<String> names(String revision) {
    return releases(ACME, revision).releases().stream().map(ReleaseTag::name).toList();
  }

  private String last(String revision) {
    try (GitHistory history = GitHistory.open(git.root())) {
      return history
          .lastRelease(ACME, history.resolve(revision))
          .map(ReleaseTag::name)
          .orElse("none");
    }
  }

  private void tag(String name) {
    git.git("tag", name);
  }

  private Path packedRefs() {
    return git.root().resolve(".git/packed-refs");
  }

  @Test
  void sortsByVersionAndTellsTheCommitOfEach() {
    String first = git.git("rev-parse", "HEAD");
    tag("prod/acme/v1.10.0");
    git.git("tag", "--annotate", "prod/acme/v1.9.0", "--message", "annotated");
    git.git("tag", "--annotate", "prod/acme/v2.0.0-rc.1", "prod/acme/v1.9.0", "--message", "tag");
    String second = git.commit("second");
    tag("prod/acme/v2.0.0");
    for (boolean packed : new boolean[] {false, true}) {
      assertThat(releases(ACME, "HEAD").releases())
          .extracting(ReleaseTag::name, ReleaseTag::commitId)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("prod/acme/v1.9.0", first),
              org.assertj.core.groups.Tuple.tuple("prod/acme/v1.10.0", first),
              org.assertj.core.groups.Tuple.tuple("prod/acme/v2.0.0-rc.1", first),
              org.assertj.core.groups.Tuple.tuple("prod/acme/v2.0.0", second));
      assertThat(last("HEAD")).isEqualTo("prod/acme/v2.0.0");
      git.git("pack-refs", "--all");
      assertThat(Files.exists(packedRefs())).as("packed: %s", packed).isTrue();
    }
  }

  @Test
  void ordersVersionsThatDifferInTheirBuildsByName() {
    tag("prod/acme/v1.0.0+b");
    tag("prod/acme/v1.0.0+a");
    assertThat(names("HEAD")).containsExactly("prod/acme/v1.0.0+a", "prod/acme/v1.0.0+b");
  }

  @Test
  void countsOnlyTheAncestorsOfTheCommit() {
    tag("prod/acme/v1.0.0");
    git.git("switch", "--quiet", "--create", "side");
    git.commit("side");
    tag("prod/acme/v9.0.0");
    git.git("switch", "--quiet", "main");
    git.commit("second");
    tag("prod/acme/v1.1.0");
    assertThat(names("HEAD")).containsExactly("prod/acme/v1.0.0", "prod/acme/v1.1.0");
    assertThat(last("HEAD")).isEqualTo("prod/acme/v1.1.0");
    assertThat(names("HEAD~1")).containsExactly("prod/acme/v1.0.0");
    git.git("merge", "--quiet", "--message", "merge", "side");
    assertThat(last("HEAD")).as("over all parents").isEqualTo("prod/acme/v9.0.0");
  }

  @Test
  void keepsBundlesApart() {
    tag("prod/acme/v1.0.0");
    tag("prod/acme-eu/v2.0.0");
    tag("staging/acme/v3.0.0");
    tag("prod/acme/x/v4.0.0");
    tag("v5.0.0");
    git.git("branch", "prod/acme/v6.0.0");
    assertThat(names("HEAD")).containsExactly("prod/acme/v1.0.0");
    assertThat(releases(ACME, "HEAD").ignored()).isEmpty();
    assertThat(releases(new Bundle("prod", "../prod/acme"), "HEAD").releases()).isEmpty();
    assertThat(releases(new Bundle("", ""), "HEAD").releases()).isEmpty();
  }

  @Test
  void ignoresAndNamesTagsWithoutAVersion() {
    tag("prod/acme/v1");
    tag("prod/acme/v1.2.3.4");
    tag("prod/acme/v01.2.3");
    tag("prod/acme/v1.0.0/evil");
    tag("prod/acme/vnext\u202e");
    tag("prod/acme/v9999999999999999999999.0.0");
    tag("prod/acme/v1.0.0-" + "9".repeat(100));
    assertThat(names("HEAD")).isEmpty();
    assertThat(releases(ACME, "HEAD").ignored()).hasSize(7).isSorted();
    assertThat(last("HEAD")).isEqualTo("none");
  }

  @Test
  void ignoresAndNamesTagsOfTreesAndBlobs() {
    tag("prod/acme/v1.0.0");
    git.git("tag", "prod/acme/v2.0.0", "HEAD^{tree}");
    git.git("tag", "prod/acme/v3.0.0", "HEAD:a.txt");
    git.git("tag", "--annotate", "prod/acme/v4.0.0", "HEAD:a.txt", "--message", "a blob");
    assertThat(names("HEAD")).containsExactly("prod/acme/v1.0.0");
    assertThat(releases(ACME, "HEAD").ignored())
        .containsExactly("prod/acme/v2.0.0", "prod/acme/v3.0.0", "prod/acme/v4.0.0");
    assertThat(last("HEAD")).isEqualTo("prod/acme/v1.0.0");
  }

  @Test
  void followsNoLongChainOfTags() {
    String target = "HEAD";
    for (int i = 0; i < 30; i++) {
      git.git("tag", "--annotate", "chain" + i, target, "--message", "link");
      target = "chain" + i;
    }
    git.git("update-ref", "refs/tags/prod/acme/v1.0.0", git.git("rev-parse", "chain29"));
    git.git("update-ref", "refs/tags/prod/acme/v0.9.0", git.git("rev-parse", "chain5"));
    assertThat(names("HEAD")).containsExactly("prod/acme/v0.9.0");
    assertThat(releases(ACME, "HEAD").ignored()).containsExactly("prod/acme/v1.0.0");
  }

  @Test
  void ignoresATagObjectThatIsNone() {
    String id =
        git.gitWith(
            "object nonsense\n\nx", "hash-object", "-t", "tag", "-w", "--stdin", "--literally");
    git.write(".git/refs/tags/prod/acme/v1.0.0", id + "\n");
    assertThat(releases(ACME, "HEAD").ignored()).containsExactly("prod/acme/v1.0.0");
  }

  @Test
  void readsNoTagObjectOfManyMegabytes() {
    String text =
        "object "
            + git.git("rev-parse", "HEAD")
            + "\ntype commit\ntag x\ntagger A <a@b> 1 +0000\n\n"
            + "x".repeat(12 << 20);
    String id = git.gitWith(text, "hash-object", "-t", "tag", "-w", "--stdin");
    git.write(".git/refs/tags/prod/acme/v1.0.0", id + "\n");
    assertThat(releases(ACME, "HEAD").ignored()).containsExactly("prod/acme/v1.0.0");
  }

  /** An older release is not the last one because the newer cannot be read. */
  @Test
  void isUndecidedWhereTheObjectOfAReleaseIsMissing() {
    tag("prod/acme/v1.0.0");
    git.write(".git/refs/tags/prod/acme/v2.0.0", "0123456789".repeat(4) + "\n");
    Refusals.undecided(() -> last("HEAD"), "cannot read `prod/acme/v2.0.0` from git");
  }

  @Test
  void survivesBrokenRefs() throws IOException {
    tag("prod/acme/v1.0.0");
    git.write(".git/refs/tags/prod/acme/v2.0.0", "garbage that is no id, whatever one does\n");
    git.write(".git/refs/tags/prod/acme/v3.0.0", "");
    git.write(".git/refs/tags/prod/acme/v4.0.0", "ref: refs/tags/prod/acme/v4.0.0\n");
    git.write(".git/refs/tags/prod/acme/v5.0.0", "ref: refs/heads/gone\n");
    git.write(".git/refs/tags/prod/acme/v6.0.0", "\0".repeat(100_000));
    Files.createDirectories(git.root().resolve(".git/refs/tags/prod/acme/v7.0.0/x/y"));
    assertThat(last("HEAD")).isEqualTo("prod/acme/v1.0.0");
  }

  @Test
  void isUndecidedAboutDamagedPackedRefs() throws IOException {
    for (String line :
        new String[] {"^", "x", "# pack-refs with: \n^^^^\n", "\0\0\0", "0123 refs/tags/x\n"}) {
      Files.writeString(packedRefs(), line);
      try {
        assertThat(last("HEAD")).isEqualTo("none");
      } catch (dev.policyctl.model.OperationalException e) {
        assertThat(e.kind().exitCode()).as(line).isEqualTo(4);
      }
    }
  }

  @Test
  void refusesPackedRefsThatFillTheMemory() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(packedRefs().toFile(), "rw")) {
      file.setLength((64L << 20) + 1);
    }
    Refusals.undecided(
        () -> last("HEAD"), "`packed-refs` of the git repository has more than 64 MiB");
  }

  @Test
  void findsTheLastOfManyReleasesOfALongHistory() throws IOException {
    StringBuilder stream = new StringBuilder();
    for (int i = 1; i <= 5_000; i++) {
      stream.append("commit refs/heads/long\nmark :").append(i);
      stream.append("\ncommitter A <a@b> ").append(1_700_000_000 + i).append(" +0000\ndata 0\n");
      stream.append("\nreset refs/tags/prod/acme/v1.").append(i).append(".0\nfrom :").append(i);
      stream.append("\n\nreset refs/tags/prod/acme/v2.0.").append(i).append("\nfrom :");
      stream.append(i).append("\n\n");
    }
    git.gitWith(stream.toString(), "fast-import", "--quiet");
    git.git("pack-refs", "--all");
    Assertions.assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          assertThat(last("long")).isEqualTo("prod/acme/v2.0.5000");
          assertThat(last("long~4999")).isEqualTo("prod/acme/v2.0.1");
          assertThat(releases(ACME, "long~2500").releases()).hasSize(5_000);
        });
  }
}
