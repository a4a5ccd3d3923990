package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read has the id that it is asked for by, and its id is no collision. */
class ObjectIdsTest {
  /** The beginning of both files of Stevens et al., "The first collision for full SHA-1", 2017. */
  private static final String SHATTERED =
      "255044462d312e330a25e2e3cfd30a0a0a312030206f626a0a3c3c2f57696474682032203020522f"
          + "4865696768742033203020522f547970652034203020522f537562747970652035203020522f4669"
          + "6c7465722036203020522f436f6c6f7253706163652037203020522f4c656e677468203820302052"
          + "2f42697473506572436f6d706f6e656e7420383e3e0a73747265616d0affd8fffe00245348412d31"
          + "20697320646561642121212121852fec092339759c39b1a1c63c4c97e1fffe01";

  private static final String ONE =
      "7f46dc93a6b67e013b029aaa1db2560b45ca67d688c7f84b8c4c791fe02b3df614f86db1690901c5"
          + "6b45c1530afedfb76038e972722fe7ad728f0e4904e046c230570fe9d41398abe12ef5bc942be335"
          + "42a4802d98b5d70f2a332ec37fac3514e74ddc0f2cc1a874cd0c78305a21566461309789606bd0bf"
          + "3f98cda8044629a1";

  private static final String OTHER =
      "7346dc9166b67e118f029ab621b2560ff9ca67cca8c7f85ba84c79030c2b3de218f86db3a90901d5"
          + "df45c14f26fedfb3dc38e96ac22fe7bd728f0e45bce046d23c570feb141398bb552ef5a0a82be331"
          + "fea48037b8b5d71f0e332edf93ac3500eb4ddc0decc1a864790c782c76215660dd309791d06bd0af"
          + "3f98cda4bc4629b1";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {ONE, OTHER})
  void b7ACollisionOfSha1IsDetectedWhateverThePropertiesSay(String block) throws Exception {
    byte[] bytes = HexFormat.of().parseHex(SHATTERED + block);
    String digest = "f92d74e3874587aaf443d1db961d4e26dde13e9c";
    assertThat(MessageDigest.getInstance("SHA-1").digest(bytes))
        .isEqualTo(HexFormat.of().parseHex(digest));
    System.setProperty("org.eclipse.jgit.util.sha1.implementation", "jdkNative");
    assertThat(ObjectIds.isDigestOf(digest, bytes)).isFalse();
    byte[] harmless = bytes.clone();
    harmless[200] ^= 1;
    String own = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(harmless));
    assertThat(ObjectIds.isDigestOf(own, harmless)).isTrue();
  }

  /** Puts other bytes where an object is. */
  private static void swap(GitFixture git, String id, String type, byte[] bytes)
      throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      out.write((type + " " + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
    }
    Path file = git.root().resolve(".git/objects/" + id.substring(0, 2) + "/" + id.substring(2));
    Files.delete(file);
    Files.write(file, packed.toByteArray());
  }

  private static void undecided(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            OperationalException.class,
            e -> assertThat(e.kind()).isEqualTo(OperationalException.Kind.UNDECIDED));
  }

  @Test
  void b7BytesOfAnotherIdAreNeitherFilesNorFoldersNorCommits() throws IOException {
    GitFixture git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    String first = git.write("registries/a.yaml", "good\n").commit("first");
    String head = git.write("registries/a.yaml", "later\n").commit("second");
    String blob = git.git("rev-parse", head + ":registries/a.yaml");
    String tree = git.git("rev-parse", head + ":registries");
    byte[] otherTree = Files.readAllBytes(raw(git, "tree", first + ":registries"));
    byte[] otherCommit = Files.readAllBytes(raw(git, "commit", first));
    swap(git, blob, "blob", "evil!\n".getBytes(StandardCharsets.US_ASCII));
    try (GitRevision revision = GitRevision.open(git.root(), head)) {
      undecided(() -> revision.read("registries/a.yaml", 100));
    }
    swap(git, tree, "tree", otherTree);
    try (GitHistory history = GitHistory.open(git.root());
        GitRevision revision = history.snapshot("head", head)) {
      undecided(() -> revision.read("registries/a.yaml", 100));
      undecided(() -> revision.list("registries"));
      undecided(() -> history.objects().touched(head));
    }
    swap(git, head, "commit", otherCommit);
    try (GitHistory history = GitHistory.open(git.root())) {
      undecided(() -> history.objects().commit(head));
      undecided(() -> history.objects().added(first, head));
      undecided(() -> history.snapshot("head", head));
    }
  }

  private Path raw(GitFixture git, String type, String name) {
    Path file = folder.resolve(type);
    git.run("git cat-file " + type + " " + name + " > '" + file + "'");
    return file;
  }
}
