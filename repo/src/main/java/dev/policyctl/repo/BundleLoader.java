package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.PolicyReader.PolicyFile;
import dev.policyctl.model.reader.RuleReader;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.text.ParsedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Reads one {@code policies/<environment>/<tenant>} folder. */
final class BundleLoader {
  private final FileLoader files;
  private final Decoder decoder;
  private final Bundle bundle;
  private final List<SnapshotEntry> own;
  private final String folder;
  private boolean intact = true;

  BundleLoader(FileLoader files, Decoder decoder, Bundle bundle, List<SnapshotEntry> own) {
    this.files = files;
    this.decoder = decoder;
    this.bundle = bundle;
    this.own = own;
    this.folder = "policies/" + bundle;
  }

  /** The bundle; nothing, and a finding, where its folder has no policy file. */
  Optional<LoadedBundle> load() {
    Optional<String> policyPath = policyPath();
    List<ParsedFile> tests = tests();
    if (policyPath.isEmpty()) {
      return Optional.empty();
    }
    Optional<PolicyFile> policy =
        this.<PolicyFile>decode(
            policyPath.get(), SchemaKind.POLICY, (root, sink) -> new PolicyReader(sink).read(root));
    SortedSet<String> ruleFiles =
        new RuleFiles(files, bundle, folder).find(policy.flatMap(PolicyFile::ruleFiles));
    Combining combining = policy.map(PolicyFile::combining).orElse(Combining.PRIORITY);
    List<Rule> rules = new ArrayList<>();
    ruleFiles.remove(policyPath.get());
    for (String path : ruleFiles) {
      this.<List<Rule>>decode(
              path,
              SchemaKind.RULES,
              (root, sink) -> Optional.of(new RuleReader(combining, sink).ruleFile(root)))
          .ifPresent(rules::addAll);
    }
    return Optional.of(
        new LoadedBundle(
            bundle,
            policyPath.get(),
            policy.map(p -> p.withRules(rules, bundle)),
            intact && policy.isPresent(),
            List.copyOf(ruleFiles),
            tests));
  }

  private <T> Optional<T> decode(
      String path,
      SchemaKind kind,
      java.util.function.BiFunction<
              dev.policyctl.model.text.Node, dev.policyctl.model.finding.FindingSink, Optional<T>>
          reader) {
    Optional<ParsedFile> file = files.read(path);
    intact &= file.filter(ParsedFile::intact).isPresent();
    Optional<Decoder.Decoded<T>> decoded = file.flatMap(f -> decoder.decode(f, kind, reader));
    intact &= decoded.filter(Decoder.Decoded::sound).isPresent();
    if (path.startsWith(folder + "/")) {
      files.release(path);
    }
    return decoded.flatMap(Decoder.Decoded::value);
  }

  private Optional<String> policyPath() {
    List<String> found =
        FileNames.EXTENSIONS.stream()
            .map(extension -> folder + "/policy" + extension)
            .filter(path -> own.stream().anyMatch(entry -> entry.path().equals(path)))
            .toList();
    if (found.isEmpty()) {
      files.report(
          Finding.of(
                  FindingCode.MISSING_POLICY,
                  Span.startOf(own.get(0).path()),
                  "`" + folder + "` has no policy.yaml")
              .bundle(bundle)
              .help("write one, or delete the folder: nothing in it is in force")
              .build());
    }
    found.stream().skip(1).forEach(other -> ambiguous(found.get(0), other));
    return found.stream().findFirst();
  }

  private void ambiguous(String read, String other) {
    intact = false;
    files.leave(other);
    files.report(
        Finding.of(
                FindingCode.AMBIGUOUS_FILE,
                Span.startOf(other),
                "`" + read + "` is a policy of the same folder")
            .bundle(bundle)
            .help("keep one of the two; this one is not read")
            .build());
  }

  private List<ParsedFile> tests() {
    List<ParsedFile> tests = new ArrayList<>();
    for (SnapshotEntry entry : own) {
      boolean isTest =
          FileNames.folder(entry.path()).equals(folder + "/tests")
              && FileNames.stem(entry.name()).filter(stem -> stem.endsWith(".test")).isPresent();
      if (isTest) {
        files.read(entry.path()).ifPresent(tests::add);
      }
    }
    return tests;
  }
}
