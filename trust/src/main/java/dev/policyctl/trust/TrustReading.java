package dev.policyctl.trust;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.SnapshotEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The configuration and the key material of a snapshot.
 *
 * @param keys nothing where the configuration has no {@code trust}, or none that can be read
 * @param findings what is wrong with the configuration file itself; what it hides is not in the
 *     keys
 * @param files what was read, for showing places: the configuration, and text in {@code trust/}
 */
public record TrustReading(
    Optional<TrustedKeys> keys, List<Finding> findings, Map<String, ParsedFile> files) {
  private static final int MOST_BYTES = 1 << 20;

  public TrustReading {
    findings = List.copyOf(findings);
    files = Map.copyOf(files);
  }

  /**
   * Reads a snapshot.
   *
   * @throws dev.policyctl.model.OperationalException where a folder cannot be listed
   */
  public static TrustReading of(Snapshot snapshot) {
    PolicyRepository repository = RepositoryLoader.load(snapshot, Set.of());
    Map<String, ParsedFile> files = new TreeMap<>();
    repository.files().forEach((path, file) -> keep(path, file, files));
    for (SnapshotEntry entry : snapshot.list(KeyMaterial.FOLDER)) {
      text(snapshot, entry.path())
          .ifPresent(
              text ->
                  files.put(
                      entry.path(), new ParsedFile(text, Optional.empty(), true, "", List.of())));
    }
    return new TrustReading(
        repository
            .configuration()
            .trust()
            .map(trust -> new TrustedKeys(trust, KeyMaterial.of(snapshot))),
        repository.findings().stream().filter(TrustReading::concerns).toList(),
        files);
  }

  /**
   * Who is trusted with what at a time; nothing where no trust could be read.
   *
   * @param snapshot the one that was read
   */
  public Optional<TrustReview> review(Snapshot snapshot, Instant time) {
    return keys.map(trusted -> TrustReview.of(snapshot, trusted, complete(), time));
  }

  private static void keep(String path, ParsedFile file, Map<String, ParsedFile> files) {
    if (path.startsWith(".policyctl.")) {
      files.put(path, file);
    }
  }

  private static boolean concerns(Finding finding) {
    return finding.span().path().startsWith(".policyctl.")
        && finding.code() != FindingCode.MISSING_POLICY;
  }

  private static Optional<SourceText> text(Snapshot snapshot, String path) {
    return snapshot.read(path, MOST_BYTES) instanceof FileContent.Bytes bytes
        ? SourceText.decode(path, bytes.bytes())
        : Optional.empty();
  }

  /** Whether nothing that the configuration may say is left out of the keys. */
  public boolean complete() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** Whether the configuration could be read at all. */
  public boolean decided() {
    return findings.stream().noneMatch(finding -> finding.code().undetermined());
  }
}
