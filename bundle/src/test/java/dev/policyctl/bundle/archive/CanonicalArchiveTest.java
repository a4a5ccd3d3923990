package dev.policyctl.bundle.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of table E of the threats that are about archives, by their numbers, and round trips. */
class CanonicalArchiveTest {
  @TempDir private Path temp;

  private static ArchiveFile file(String name, String text) {
    return new ArchiveFile(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static final List<ArchiveFile> SOME =
      List.of(
          file("manifest.json", "{}"),
          file("policy.json", "x".repeat(1_000)),
          file("sources/policies/prod/acme/policy.yaml", ""),
          file("sources/" + "d".repeat(90) + "/" + "f".repeat(95), "deep"),
          file("sources/größe.yaml", "ü"),
          file("tests.json", "y".repeat(512)));

  private static List<ArchiveFile> read(byte[] archive) throws MalformedArchive {
    return CanonicalArchive.read(archive, ArchiveLimits.DEFAULT);
  }

  private static void assertRefused(byte[] archive) {
    assertThatThrownBy(() -> read(archive)).isInstanceOf(MalformedArchive.class);
  }

  @Test
  void readsWhatItWrote() throws MalformedArchive {
    assertThat(read(CanonicalArchive.write(SOME))).isEqualTo(SOME);
    assertThat(read(CanonicalArchive.write(List.of()))).isEmpty();
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      List<ArchiveFile> files = new ArrayList<>();
      for (int j = random.nextInt(6); j > 0; j--) {
        byte[] content = new byte[random.nextInt(200_000)];
        random.nextBytes(content);
        files.add(new ArchiveFile("f" + j, content));
      }
      assertThat(read(CanonicalArchive.write(files))).isEqualTo(files);
    }
  }

  @Test
  void otherProgramsReadIt() throws MalformedArchive, IOException, InterruptedException {
    byte[] archive = CanonicalArchive.write(SOME);
    Path file = temp.resolve("bundle.tar.gz");
    Files.write(file, archive);
    Process tar =
        new ProcessBuilder("tar", "-xzvf", file.toString(), "-C", temp.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(tar.waitFor()).as(said).isZero();
    for (ArchiveFile one : SOME) {
      assertThat(Files.readAllBytes(temp.resolve(one.name()))).isEqualTo(one.content());
    }
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(archive))) {
      assertThat(gzip.readAllBytes()).hasSizeGreaterThan(1_000);
    }
  }

  @Test
  void anyFlippedBitIsRefused() throws MalformedArchive {
    byte[] archive = CanonicalArchive.write(SOME);
    for (int bit = 0; bit < archive.length * 8; bit++) {
      byte[] flipped = archive.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      List<ArchiveFile> files;
      try {
        files = read(flipped);
      } catch (MalformedArchive e) {
        continue;
      }
      throw new AssertionError("bit " + bit + " was not noticed: " + files);
    }
  }

  @Test
  void anyMissingOrAddedByteIsRefused() throws MalformedArchive {
    byte[] archive = CanonicalArchive.write(SOME);
    for (int length = 0; length < archive.length; length++) {
      assertRefused(Arrays.copyOf(archive, length));
    }
    assertRefused(Arrays.copyOf(archive, archive.length + 1));
  }

  @Test
  void e9RefusesASecondMemberAndTrailingBytes() throws MalformedArchive {
    byte[] archive = CanonicalArchive.write(SOME);
    byte[] twice = Arrays.copyOf(archive, archive.length * 2);
    System.arraycopy(archive, 0, twice, archive.length, archive.length);
    assertRefused(twice);
    byte[] tail = Arrays.copyOf(archive, archive.length + 512);
    assertRefused(tail);
  }

  @Test
  void e9RefusesNamesThatLeadElsewhereOrMeet() {
    for (String name :
        List.of(
            "", "/etc/passwd", "../x", "a/../x", "a//b", "a/./b", "a/", "a\\b", "a\nb", "a\0b")) {
      assertThatThrownBy(() -> CanonicalArchive.write(List.of(file(name, ""))))
          .as(name)
          .isInstanceOf(MalformedArchive.class);
    }
    for (List<String> names :
        List.of(
            List.of("a", "a"),
            List.of("a/B", "A/b"),
            List.of("\u00e4", "a\u0308"),
            List.of("x".repeat(256), "y"))) {
      assertThatThrownBy(
              () -> CanonicalArchive.write(names.stream().map(name -> file(name, "")).toList()))
          .as(names.toString())
          .isInstanceOf(MalformedArchive.class);
    }
  }

  @Test
  void e9RefusesLinksAndOtherEntries() throws MalformedArchive {
    byte[] tar = StoredGzip.content(CanonicalArchive.write(SOME));
    for (char type : "1234567xgLK\0".toCharArray()) {
      byte[] other = tar.clone();
      other[156] = (byte) type;
      assertRefused(StoredGzip.of(other));
    }
  }

  @Test
  void e10RefusesMoreThanTheLimits() throws MalformedArchive {
    byte[] archive = CanonicalArchive.write(SOME);
    assertThatThrownBy(
            () -> CanonicalArchive.read(archive, new ArchiveLimits(archive.length - 1, 9)))
        .hasMessageContaining("bytes");
    assertThatThrownBy(() -> CanonicalArchive.read(archive, new ArchiveLimits(archive.length, 5)))
        .hasMessageContaining("files");
    assertThat(CanonicalArchive.read(archive, new ArchiveLimits(archive.length, 6))).hasSize(6);
  }

  @Test
  void e10RefusesWhatACompressorMade() throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(out)) {
      gzip.write(new byte[10 << 20]);
    }
    assertRefused(out.toByteArray());
  }
}
