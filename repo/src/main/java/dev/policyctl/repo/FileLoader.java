package dev.policyctl.repo;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Reads each file of a snapshot once, within the limits of a run. */
final class FileLoader {
  private static final int MOST_FINDINGS = 1_000;

  private final Snapshot snapshot;
  private final FindingSink out;
  private final FindingSink sink;
  private final Set<Finding> seen = new HashSet<>();
  private final Map<String, Optional<ParsedFile>> files = new TreeMap<>();
  private final Map<String, Integer> findings = new HashMap<>();
  private final Set<String> released = new HashSet<>();
  private InputLimits limits = InputLimits.DEFAULT;
  private long totalBytes;

  FileLoader(Snapshot snapshot, FindingSink sink) {
    this.snapshot = snapshot;
    this.out = sink;
    this.sink = this::report;
  }

  /** From now on these limits hold. */
  void raise(InputLimits value) {
    limits = value;
  }

  InputLimits limits() {
    return limits;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Takes a finding, unless its file has had a thousand already. One that a second policy finds in
   * a shared file counts once.
   */
  void report(Finding finding) {
    String path = finding.span().path();
    int count = findings.getOrDefault(path, 0);
    if (count > MOST_FINDINGS || !seen.add(finding)) {
      return;
    }
    findings.put(path, count + 1);
    out.report(count < MOST_FINDINGS ? finding : tooMany(path));
  }

  private static Finding tooMany(String path) {
    return Finding.of(
            FindingCode.INPUT_LIMIT,
            Span.startOf(path),
            "more than " + MOST_FINDINGS + " findings in this file; the rest is not shown")
        .help("mend those that are shown first")
        .build();
  }

  /** Every file that was read, by path. */
  Map<String, ParsedFile> files() {
    Map<String, ParsedFile> read = new TreeMap<>();
    files.forEach((path, file) -> file.ifPresent(f -> read.put(path, f)));
    return read;
  }

  /** Lets go of the tree of a file; its text stays, and makes the tree again for who asks. */
  void release(String path) {
    files.computeIfPresent(path, (p, file) -> file.map(ParsedFile::withoutRoot));
    released.add(path);
  }

  /** Whether a file was asked for, readable or not. */
  boolean knows(String path) {
    return files.containsKey(path);
  }

  /** Takes a file for known, since why it is not read is reported already. */
  void leave(String path) {
    files.putIfAbsent(path, Optional.empty());
  }

  /** Whether there is a file of that path. */
  boolean exists(String path) {
    return knows(path) || !(snapshot.read(path, 0) instanceof FileContent.Absent);
  }

  /** Reads a file that is there; nothing, and a finding, where it cannot be read. */
  Optional<ParsedFile> read(String path) {
    Optional<ParsedFile> known = files.get(path);
    if (known != null && released.remove(path)) {
      known = known.map(file -> new YamlReader(limits, finding -> {}).read(file.source()));
      files.put(path, known);
    }
    if (known == null) {
      known = load(path);
      files.put(path, known);
    }
    return known;
  }

  private Optional<ParsedFile> load(String path) {
    if (files.size() >= limits.files()) {
      return refuse(
          path,
          FindingCode.INPUT_LIMIT,
          "this run has more than " + limits.files() + " files",
          "files");
    }
    return snapshot
        .read(path, limits.fileBytes())
        .match(
            bytes -> parse(path, bytes.bytes()),
            tooLarge ->
                refuse(
                    path,
                    FindingCode.INPUT_LIMIT,
                    "the file has more than " + limits.fileBytes() + " bytes",
                    "fileBytes"),
            absent -> refuse(path, FindingCode.UNREADABLE_FILE, "the file is not there", ""),
            other -> refuse(path, FindingCode.FORBIDDEN_FILE, "the file is " + other.what(), ""),
            unreadable ->
                refuse(
                    path,
                    FindingCode.UNREADABLE_FILE,
                    "the file cannot be read: " + unreadable.reason(),
                    ""));
  }

  private Optional<ParsedFile> parse(String path, byte[] bytes) {
    totalBytes += bytes.length;
    if (totalBytes > limits.totalBytes()) {
      return refuse(
          path,
          FindingCode.INPUT_LIMIT,
          "the files of this run have more than " + limits.totalBytes() + " bytes",
          "totalBytes");
    }
    Optional<SourceText> source = SourceText.decode(path, bytes);
    if (source.isEmpty()) {
      return refuse(path, FindingCode.FORBIDDEN_FILE, "the file is not UTF-8", "");
    }
    return Optional.of(new YamlReader(limits, sink).read(source.get()));
  }

  private Optional<ParsedFile> refuse(String path, FindingCode code, String message, String limit) {
    Finding.Builder finding = Finding.of(code, Span.startOf(path), message);
    if (!limit.isEmpty()) {
      finding.help("`limits: { " + limit + ": … }` in .policyctl.yaml raises the limit");
    }
    sink.report(finding);
    return Optional.empty();
  }

  /** The regular files among the entries, by path; a finding for each that is none. */
  List<SnapshotEntry> regular(List<SnapshotEntry> entries) {
    for (SnapshotEntry entry : entries) {
      if (entry.kind() == SnapshotEntry.Kind.OTHER && !knows(entry.path())) {
        files.put(entry.path(), Optional.empty());
        refuse(
            entry.path(),
            FindingCode.FORBIDDEN_FILE,
            "a symbolic link, a submodule or a device is no policy file",
            "");
      }
    }
    return entries.stream()
        .filter(e -> e.kind() == SnapshotEntry.Kind.FILE)
        .sorted(Comparator.comparing(SnapshotEntry::path))
        .toList();
  }
}
