package dev.policyctl.bundle;

import dev.policyctl.bundle.archive.ArchiveFile;
import dev.policyctl.bundle.archive.ArchiveLimits;
import dev.policyctl.bundle.archive.CanonicalArchive;
import dev.policyctl.bundle.archive.MalformedArchive;
import dev.policyctl.bundle.content.MalformedContent;
import dev.policyctl.bundle.content.Manifest;
import dev.policyctl.bundle.content.PolicyDocument;
import dev.policyctl.model.policy.BundleHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle whose parts agree with each other: the archive and its documents are of the canonical
 * form, the manifest has the digest of every file, and the policy is what the manifest says. Who
 * made it is another question: compare its digest, or verify its signature.
 *
 * @param sha256 of the artifact, its identity
 */
public record OpenedBundle(String sha256, Manifest manifest, PolicyDocument document) {

  /**
   * Opens an artifact.
   *
   * @throws MalformedBundle where anything about it is not as it is written
   */
  public static OpenedBundle open(byte[] artifact, ArchiveLimits limits) throws MalformedBundle {
    try {
      List<ArchiveFile> files = CanonicalArchive.read(artifact, limits);
      checkOrder(files);
      Manifest manifest = Manifest.read(files.get(0).content());
      checkDigests(manifest, files.subList(1, files.size()));
      PolicyDocument document = PolicyDocument.read(files.get(1).content());
      checkHeader(manifest, document.policy().bundle());
      return new OpenedBundle(Sha256.of(artifact), manifest, document);
    } catch (MalformedArchive e) {
      throw new MalformedBundle(e.detail(), e);
    } catch (MalformedContent e) {
      throw new MalformedBundle(e.detail(), e);
    }
  }

  /** Manifest, policy, sources by their names, tests. */
  private static void checkOrder(List<ArchiveFile> files) throws MalformedBundle {
    List<String> names = files.stream().map(ArchiveFile::name).toList();
    List<String> expected = new ArrayList<>(List.of(Manifest.NAME, PolicyDocument.NAME));
    names.stream().filter(name -> name.startsWith(Release.SOURCES)).sorted().forEach(expected::add);
    expected.add(Release.TESTS);
    if (!names.equals(expected)) {
      throw new MalformedBundle("its files are not those of a bundle in their order");
    }
  }

  private static void checkDigests(Manifest manifest, List<ArchiveFile> files)
      throws MalformedBundle {
    SortedMap<String, String> digests = new TreeMap<>();
    files.forEach(file -> digests.put(file.name(), Sha256.of(file.content())));
    if (!digests.equals(manifest.files())) {
      throw new MalformedBundle("its manifest has other digests than its files");
    }
  }

  private static void checkHeader(Manifest manifest, BundleHeader header) throws MalformedBundle {
    List<String> said =
        List.of(manifest.name(), manifest.version(), manifest.environment(), manifest.tenant());
    List<String> is =
        List.of(
            header.name().value(),
            header.version().value(),
            header.environment().value(),
            header.tenant().value());
    if (!said.equals(is)) {
      throw new MalformedBundle("its manifest speaks of another policy than it holds");
    }
  }
}
