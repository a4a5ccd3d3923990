package dev.policyctl.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.bundle.archive.ArchiveFile;
import dev.policyctl.bundle.archive.ArchiveLimits;
import dev.policyctl.bundle.archive.CanonicalArchive;
import dev.policyctl.bundle.archive.MalformedArchive;
import dev.policyctl.bundle.content.Manifest;
import dev.policyctl.bundle.content.PolicyDocument;
import dev.policyctl.evaluator.reference.RandomPolicies;
import dev.policyctl.evaluator.reference.RandomRegistries;
import dev.policyctl.model.registry.Registries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.TimeZone;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OpenedBundleTest {

  private static Release.Content content(String text) {
    return new Release.Content(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Release release(long seed) {
    Random random = new Random(seed);
    Registries registries = RandomRegistries.next(random);
    TreeMap<String, Release.Content> sources = new TreeMap<>();
    sources.put("policies/prod/default/policy.yaml", content("rules: []\n"));
    sources.put("registries/roles.yaml", content("roles: {}\n"));
    return new Release(
        new PolicyDocument(RandomPolicies.next(registries, 6, random), registries),
        new Release.Origin("1".repeat(40), "2".repeat(40), "0.1.0", 1, Optional.empty()),
        sources,
        content("{}"));
  }

  private static OpenedBundle open(byte[] artifact) throws MalformedBundle {
    return OpenedBundle.open(artifact, ArchiveLimits.DEFAULT);
  }

  @Test
  void opensWhatWasReleased() throws MalformedBundle {
    for (int seed = 0; seed < 50; seed++) {
      Release release = release(seed);
      byte[] artifact = release.write();
      OpenedBundle bundle = open(artifact);
      assertThat(bundle.sha256()).isEqualTo(Sha256.of(artifact)).matches("[0-9a-f]{64}");
      assertThat(bundle.document().write()).isEqualTo(release.document().write());
      assertThat(bundle.manifest().files()).hasSize(4);
      assertThat(bundle.manifest().previous()).isEmpty();
    }
  }

  @Test
  void theBytesDependOnNoZoneAndNoLocale() throws MalformedBundle {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    byte[] artifact = release(3).write();
    try {
      for (String tag : List.of("tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
        assertThat(release(3).write()).as(tag).isEqualTo(artifact);
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anyFlippedBitIsRefusedOrIsAnotherArtifact() throws MalformedBundle {
    byte[] artifact = release(1).write();
    for (int bit = 0; bit < artifact.length * 8; bit += 7) {
      byte[] flipped = artifact.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThatThrownBy(() -> open(flipped)).isInstanceOf(MalformedBundle.class);
    }
  }

  /** Writes some other files with the same archive writer. */
  private static byte[] repacked(java.util.function.UnaryOperator<List<ArchiveFile>> change)
      throws MalformedBundle, MalformedArchive {
    List<ArchiveFile> files = CanonicalArchive.read(release(1).write(), ArchiveLimits.DEFAULT);
    return CanonicalArchive.write(change.apply(new ArrayList<>(files)));
  }

  private static void assertRefused(
      String why, java.util.function.UnaryOperator<List<ArchiveFile>> change) {
    assertThatThrownBy(() -> open(repacked(change)))
        .isInstanceOf(MalformedBundle.class)
        .hasMessageContaining(why);
  }

  @Test
  void refusesPartsThatDoNotAgree() throws MalformedBundle, MalformedArchive {
    open(repacked(files -> files));
    assertRefused(
        "digests", files -> with(files, 2, new ArchiveFile(files.get(2).name(), new byte[1])));
    assertRefused(
        "order",
        files -> {
          files.add(new ArchiveFile("extra", new byte[0]));
          return files;
        });
    assertRefused(
        "order",
        files -> {
          files.remove(files.size() - 1);
          return files;
        });
    assertRefused(
        "order",
        files -> {
          java.util.Collections.swap(files, 0, 1);
          return files;
        });
    assertRefused(
        "canonical",
        files -> with(files, 0, edited(files.get(0), "\"serial\":1", "\"serial\": 1")));
    assertRefused(
        "serial", files -> with(files, 0, edited(files.get(0), "\"serial\":1", "\"serial\":2")));
    assertRefused(
        "another policy",
        files -> with(files, 0, edited(files.get(0), "\"tenant\":\"", "\"tenant\":\"x")));
    assertRefused(
        "has no `git`", files -> with(files, 0, edited(files.get(0), "\"git\"", "\"got\"")));
  }

  private static List<ArchiveFile> with(List<ArchiveFile> files, int at, ArchiveFile file) {
    files.set(at, file);
    return files;
  }

  private static ArchiveFile edited(ArchiveFile file, String from, String to) {
    String text = new String(file.content(), StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return new ArchiveFile(file.name(), text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aManifestIsReadAsItWasWritten() throws Exception {
    Manifest manifest =
        new Manifest(
            "gateway",
            "2.14.3",
            "prod",
            "acme",
            "1".repeat(40),
            "2".repeat(40),
            "0.1.0",
            7,
            Optional.of("3".repeat(64)),
            new TreeMap<>(java.util.Map.of("policy.json", "4".repeat(64))));
    assertThat(Manifest.read(manifest.write())).isEqualTo(manifest);
  }
}
