package dev.policyctl.bundle;

import dev.policyctl.bundle.archive.ArchiveFile;
import dev.policyctl.bundle.archive.CanonicalArchive;
import dev.policyctl.bundle.archive.MalformedArchive;
import dev.policyctl.bundle.content.Manifest;
import dev.policyctl.bundle.content.PolicyDocument;
import dev.policyctl.model.policy.BundleHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a bundle is made of. The same release gives the same bytes on every machine: nothing of them
 * depends on clocks, zones, locales, file systems or the order of files.
 *
 * @param sources the files that the policy was read from, by their paths below the policy root
 * @param tests the outcome of the tests, as canonical JSON without durations
 */
public record Release(
    PolicyDocument document, Origin origin, SortedMap<String, Content> sources, Content tests) {
  static final String SOURCES = "sources/";
  static final String TESTS = "tests.json";

  public Release {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * Where it comes from.
   *
   * @param commit the id of the git commit
   * @param tree the id of its tree
   * @param tool the version of policyctl
   * @param serial from 1
   * @param previous the SHA-256 of the artifact before it
   */
  public record Origin(
      String commit, String tree, String tool, int serial, Optional<String> previous) {}

  /** The bytes of a file. Immutable. */
  public static final class Content {
    private final byte[] bytes;

    public Content(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    /** A copy. */
    public byte[] bytes() {
      return bytes.clone();
    }
  }

  /**
   * The artifact.
   *
   * @throws MalformedBundle where a source has a name that no archive can have
   */
  public byte[] write() throws MalformedBundle {
    List<ArchiveFile> files = new ArrayList<>();
    files.add(new ArchiveFile(PolicyDocument.NAME, document.write()));
    sources.forEach((path, content) -> files.add(new ArchiveFile(SOURCES + path, content.bytes())));
    files.add(new ArchiveFile(TESTS, tests.bytes()));
    SortedMap<String, String> digests = new TreeMap<>();
    files.forEach(file -> digests.put(file.name(), Sha256.of(file.content())));
    files.add(0, new ArchiveFile(Manifest.NAME, manifest(digests).write()));
    try {
      return CanonicalArchive.write(files);
    } catch (MalformedArchive e) {
      throw new MalformedBundle(e.detail(), e);
    }
  }

  private Manifest manifest(SortedMap<String, String> digests) {
    BundleHeader header = document.policy().bundle();
    return new Manifest(
        header.name().value(),
        header.version().value(),
        header.environment().value(),
        header.tenant().value(),
        origin.commit(),
        origin.tree(),
        origin.tool(),
        origin.serial(),
        origin.previous(),
        digests);
  }
}
