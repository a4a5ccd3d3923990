package dev.policyctl.repo;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.schema.SchemaValidator;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Hands the tree of a file to its record reader. Where the reader finds a defect, the published
 * schema is asked for a second opinion: what it finds elsewhere in the file is reported too.
 */
final class Decoder {
  private final FileLoader files;

  Decoder(FileLoader files) {
    this.files = files;
  }

  /**
   * What a reader made of a file.
   *
   * @param sound whether it had nothing to report
   */
  record Decoded<T>(Optional<T> value, boolean sound) {}

  /** The file as a record; nothing, and a finding, where the file holds nothing at all. */
  <T> Optional<Decoded<T>> decode(
      ParsedFile file, SchemaKind kind, BiFunction<Node, FindingSink, Optional<T>> reader) {
    String path = file.source().path();
    if (file.root().isEmpty()) {
      if (file.intact()) {
        files.report(
            Finding.of(FindingCode.MISSING_KEY, Span.startOf(path), "the file is empty")
                .help("delete it, or fill it")
                .build());
      }
      return Optional.empty();
    }
    List<Finding> found = new ArrayList<>();
    Node root = file.root().get();
    Optional<T> value = reader.apply(root, found::add);
    if (!found.isEmpty()) {
      found = new SchemaValidator().validate(kind, root).mergedWith(found);
    }
    file.credible(found).forEach(files::report);
    return Optional.of(new Decoded<>(value, found.isEmpty()));
  }

  /** Reports a file of YAML or JSON that nothing reads. */
  void unread(SnapshotEntry entry, String why) {
    if (FileNames.stem(entry.name()).isPresent()) {
      files.report(
          Finding.of(FindingCode.UNREAD_FILE, Span.startOf(entry.path()), "nothing reads this file")
              .help(why)
              .build());
    }
  }
}
