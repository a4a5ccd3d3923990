package dev.policyctl.repo;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.ParsedFile;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads {@code registries/}. */
final class RegistryLoader {
  private static final String FOLDER = "registries";
  private static final List<String> KEYS =
      Stream.of(RegistryKind.values()).map(RegistryKind::key).toList();

  private final FileLoader files;
  private final Decoder decoder;
  private final Set<RegistryKind> broken = EnumSet.noneOf(RegistryKind.class);

  RegistryLoader(FileLoader files, Decoder decoder) {
    this.files = files;
    this.decoder = decoder;
  }

  /** The kinds whose registry was not read in full; known once loaded. */
  Set<RegistryKind> broken() {
    return broken;
  }

  Registries load() {
    Map<RegistryKind, List<SnapshotEntry>> found = new EnumMap<>(RegistryKind.class);
    for (SnapshotEntry entry : files.regular(files.snapshot().list(FOLDER))) {
      Optional<String> stem = FileNames.stem(entry.name());
      Optional<RegistryKind> kind =
          FileNames.folder(entry.path()).equals(FOLDER)
              ? stem.flatMap(RegistryKind::ofKey)
              : Optional.empty();
      if (kind.isPresent()) {
        found.computeIfAbsent(kind.get(), k -> new ArrayList<>()).add(entry);
      } else {
        decoder.unread(
            entry,
            stem.flatMap(s -> Nearest.to(s, KEYS))
                .map(near -> "did you mean `" + FOLDER + "/" + near + ".yaml`?")
                .orElse("a registry is one of " + String.join(", ", KEYS)));
      }
    }
    List<Registry> registries = new ArrayList<>();
    found.forEach((kind, entries) -> registry(kind, entries).ifPresent(registries::add));
    return new Registries(registries);
  }

  private Optional<Registry> registry(RegistryKind kind, List<SnapshotEntry> entries) {
    for (SnapshotEntry other : entries.subList(1, entries.size())) {
      broken.add(kind);
      files.report(
          Finding.of(
                  FindingCode.AMBIGUOUS_FILE,
                  Span.startOf(other.path()),
                  "`" + entries.get(0).path() + "` is the same registry")
              .help("keep one of the two; this one is not read")
              .build());
    }
    Optional<ParsedFile> file = files.read(entries.get(0).path());
    Optional<Decoder.Decoded<Registry>> decoded =
        file.flatMap(
            f ->
                decoder.decode(
                    f,
                    SchemaKind.of(kind),
                    (root, sink) -> new RegistryReader(kind, sink).read(root)));
    boolean whole = file.filter(ParsedFile::intact).isPresent();
    if (!whole || decoded.filter(Decoder.Decoded::sound).isEmpty()) {
      broken.add(kind);
    }
    return decoded.flatMap(Decoder.Decoded::value);
  }
}
