package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.reader.ConfigurationReader;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.reader.WaiverReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.ParsedFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Reads a whole policy repository from a snapshot, and reports every defect of every file. */
public final class RepositoryLoader {
  private static final String POLICIES = "policies";

  private final List<Finding> findings = new ArrayList<>();
  private final FileLoader files;
  private final Decoder decoder;
  private final Predicate<Bundle> wanted;
  private boolean judged;

  private RepositoryLoader(Snapshot snapshot, Predicate<Bundle> wanted) {
    this.wanted = wanted;
    this.files = new FileLoader(snapshot, findings::add);
    this.decoder = new Decoder(files);
  }

  /**
   * Reads everything below the policy root that policy is made of.
   *
   * @throws dev.policyctl.model.OperationalException where a folder cannot be listed
   */
  public static PolicyRepository load(Snapshot snapshot) {
    return new RepositoryLoader(snapshot, bundle -> true).load();
  }

  /**
   * Reads what some bundles are made of, the registries included, and no file of any other bundle.
   * The result holds those of them that are there.
   *
   * @throws dev.policyctl.model.OperationalException where a folder cannot be listed
   */
  public static PolicyRepository load(Snapshot snapshot, Set<Bundle> bundles) {
    return new RepositoryLoader(snapshot, bundles::contains).load();
  }

  /**
   * As {@link #load(Snapshot)}, within limits that something else sets: a proposal's own bound
   * nothing.
   */
  public static PolicyRepository load(Snapshot snapshot, InputLimits limits) {
    RepositoryLoader loader = new RepositoryLoader(snapshot, bundle -> true);
    loader.judged = true;
    loader.files.raise(limits);
    return loader.load();
  }

  /**
   * Reads the configuration that something is judged by.
   *
   * @throws OperationalException undecided where any of it is broken: who knows what it meant to
   *     say
   */
  public static Configuration judging(Snapshot snapshot) {
    RepositoryLoader loader = new RepositoryLoader(snapshot, bundle -> false);
    Configuration configuration = loader.configuration();
    loader.findings.stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .findFirst()
        .ifPresent(
            finding -> {
              throw new OperationalException(
                  OperationalException.Kind.UNDECIDED,
                  "the configuration of "
                      + snapshot.description()
                      + ", which judges, is broken: "
                      + finding.span()
                      + ": "
                      + finding.message(),
                  "mend it there first; no proposal can be judged by it");
            });
    return configuration;
  }

  /** The waivers of a snapshot, as {@link #load(Snapshot)} reads them, and nothing else of it. */
  public static List<Waiver> waivers(Snapshot snapshot) {
    return new RepositoryLoader(snapshot, bundle -> false).waivers();
  }

  /** Those of some files that are in a snapshot and can be read, by path. */
  public static Map<String, ParsedFile> files(
      Snapshot snapshot, Collection<String> paths, InputLimits limits) {
    RepositoryLoader loader = new RepositoryLoader(snapshot, bundle -> false);
    loader.files.raise(limits);
    paths.stream().filter(loader.files::exists).forEach(loader.files::read);
    return loader.files.files();
  }

  /** Reads the configuration alone; broken parts of it are left out. */
  public static Configuration configuration(Snapshot snapshot) {
    return new RepositoryLoader(snapshot, bundle -> false).configuration();
  }

  private PolicyRepository load() {
    Configuration configuration = configuration();
    List<Waiver> waivers = waivers();
    RegistryLoader registries = new RegistryLoader(files, decoder);
    Registries loaded = registries.load();
    List<LoadedBundle> bundles = bundles();
    misnamed();
    return new PolicyRepository(
        files.snapshot().description(),
        configuration,
        waivers,
        loaded,
        registries.broken(),
        bundles,
        files.files(),
        findings);
  }

  private Configuration configuration() {
    if (!files.exists(PolicyRoot.CONFIGURATION)) {
      return Configuration.DEFAULT;
    }
    Configuration configuration =
        files
            .read(PolicyRoot.CONFIGURATION)
            .flatMap(
                file ->
                    decoder.decode(
                        file,
                        SchemaKind.CONFIG,
                        (root, sink) -> new ConfigurationReader(sink).read(root)))
            .flatMap(Decoder.Decoded::value)
            .orElse(Configuration.DEFAULT);
    if (!judged) {
      files.raise(configuration.limits());
    }
    return configuration;
  }

  private List<Waiver> waivers() {
    if (!files.exists(FileNames.WAIVERS)) {
      return List.of();
    }
    return files
        .read(FileNames.WAIVERS)
        .flatMap(
            file ->
                decoder.decode(
                    file,
                    SchemaKind.WAIVERS,
                    (root, sink) -> Optional.of(new WaiverReader(sink).read(root))))
        .flatMap(Decoder.Decoded::value)
        .orElse(List.of());
  }

  private List<LoadedBundle> bundles() {
    Map<Bundle, List<SnapshotEntry>> folders = new TreeMap<>();
    List<SnapshotEntry> entries = files.regular(files.snapshot().list(POLICIES));
    for (SnapshotEntry entry : entries) {
      String[] segments = entry.path().split("/", 4);
      if (segments.length < 4) {
        decoder.unread(entry, "a policy lies in policies/<environment>/<tenant>/");
      } else {
        Bundle bundle = new Bundle(segments[1], segments[2]);
        folders.computeIfAbsent(bundle, b -> new ArrayList<>()).add(entry);
      }
    }
    if (folders.isEmpty()) {
      noPolicies();
    }
    folders.keySet().removeIf(wanted.negate());
    List<LoadedBundle> bundles = new ArrayList<>();
    folders.forEach(
        (bundle, own) -> {
          Optional<LoadedBundle> loaded =
              named(bundle, own.get(0))
                  ? new BundleLoader(files, decoder, bundle, own).load()
                  : Optional.empty();
          loaded.ifPresent(bundles::add);
          if (loaded.isEmpty()) {
            own.forEach(entry -> files.leave(entry.path()));
          }
        });
    folders.values().forEach(own -> own.forEach(this::reportUnread));
    return bundles;
  }

  private boolean named(Bundle bundle, SnapshotEntry first) {
    boolean sound = true;
    for (String segment : List.of(bundle.environment(), bundle.tenant())) {
      if (!Grammar.SEGMENT.accepts(segment)) {
        files.report(
            Finding.of(
                    FindingCode.PATH_MISMATCH,
                    Span.startOf(first.path()),
                    "the folder `" + segment + "` cannot be an environment or a tenant")
                .subject("folder:" + segment)
                .help("its name is made of " + Grammar.SEGMENT.description())
                .build());
        sound = false;
      }
    }
    return sound;
  }

  /** Files whose names differ from those that are read by nothing but their extension. */
  private void misnamed() {
    for (String name : List.of(PolicyRoot.CONFIGURATION, FileNames.WAIVERS)) {
      String stem = FileNames.stem(name).orElseThrow();
      for (SnapshotEntry entry : files.snapshot().list("")) {
        if (!entry.path().equals(name)
            && FileNames.stem(entry.path()).filter(stem::equals).isPresent()) {
          decoder.unread(entry, "rename it to `" + name + "`");
        }
      }
    }
  }

  private void noPolicies() {
    String at = files.exists(PolicyRoot.CONFIGURATION) ? PolicyRoot.CONFIGURATION : "registries";
    files.report(
        Finding.of(
                FindingCode.MISSING_POLICY,
                Span.startOf(at),
                "no policy found: there is no policies/<environment>/<tenant>/policy.yaml")
            .help("`policyctl init` makes a repository to start from")
            .build());
  }

  private void reportUnread(SnapshotEntry entry) {
    if (!files.knows(entry.path())) {
      decoder.unread(
          entry, "it is not policy.yaml, not among the rule files, and not tests/*.test.yaml");
    }
  }
}
