package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.LogReport;
import dev.policyctl.cli.render.LogReport.Entry;
import dev.policyctl.cli.render.LogReport.NotValid;
import dev.policyctl.cli.render.LogReport.Undecided;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.FirstParents.Link;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.HistoryWalk;
import dev.policyctl.repo.LoggedRange;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.ClaimedSigner;
import dev.policyctl.trust.HistoryJudge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/** One look at the history of a policy. */
final class LogSession {
  private final LoggedRange range;
  private final LogOptions options;
  private final GitHistory history;
  private final GitObjects objects;
  private final LogSignatures signatures;
  private final LogTrees trees;
  private final Map<String, List<String>> releases;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Undecided> undecided = new ArrayList<>();
  private final NavigableSet<Bundle> seen = new TreeSet<>();

  LogSession(LoggedRange range, LogOptions options) {
    this.range = range;
    this.options = options;
    this.history = range.history();
    this.objects = history.objects();
    this.signatures = LogSignatures.of(range, options.now());
    this.trees = new LogTrees(history);
    this.releases = history.releaseNames();
  }

  LogReport run() {
    try (HistoryWalk walk = range.walk(options.since())) {
      list(walk);
    } catch (OperationalException e) {
      undecided.add(LogSignatures.undecided("history", e));
    }
    if (entries.isEmpty() && undecided.isEmpty() && options.filters()) {
      options.requireOneOf(bundles());
    }
    return new LogReport(
        range.tip(),
        range.base(),
        options.now().toString(),
        Optional.of(range.judge()).filter(judge -> signatures.configured()),
        signatures.sentence(),
        entries,
        entries.size() == options.max(),
        undecided);
  }

  /** Those that the listed history ends with, and those that it had. */
  private NavigableSet<Bundle> bundles() {
    NavigableSet<Bundle> bundles = new TreeSet<>(seen);
    try (GitRevision files = history.snapshot(range.tip().name(), range.tip().commitId())) {
      List<String> paths = files.list("policies").stream().map(entry -> entry.path()).toList();
      bundles.addAll(new TouchedPaths(paths, "").bundles());
    }
    return bundles;
  }

  private void list(HistoryWalk walk) {
    while (entries.size() < options.max()) {
      Optional<Link> link = walk.next();
      if (link.isEmpty()) {
        return;
      }
      if (link.get().cut()) {
        undecided.add(shallow(link.get()));
        return;
      }
      list(link.get());
    }
  }

  private Undecided shallow(Link link) {
    return new Undecided(
        "history",
        "the clone is shallow: what "
            + link.id().substring(0, 12)
            + " changed, and what was before it, is not known",
        "history is missing: " + history.fetchCommand());
  }

  private void list(Link link) {
    Optional<Entry> entry = entry(link);
    if (entry.isPresent()) {
      entries.add(entry.get());
    } else {
      signatures.pass(link);
    }
  }

  /** What is to be said of a commit; nothing where a filter leaves it out. */
  private Optional<Entry> entry(Link link) {
    List<Undecided> open = new ArrayList<>();
    TouchedPaths touched = touched(link, open);
    NavigableSet<Bundle> bundles = new TreeSet<>(touched.bundles());
    seen.addAll(bundles);
    bundles.removeIf(bundle -> !options.wants(bundle));
    if (options.filters() && open.isEmpty() && bundles.isEmpty() && !touched.mayMatterToAll()) {
      return Optional.empty();
    }
    Optional<LogChanges> changes =
        options.diff() && touched.mayMatter() ? changes(link, touched, open) : Optional.empty();
    changes.ifPresent(
        found -> {
          open.addAll(found.undecided());
          found.policies().stream().map(BundleDiff::bundle).forEach(bundles::add);
          found.notValid().stream().map(NotValid::bundle).forEach(bundles::add);
        });
    boolean unknown = !open.isEmpty() || (!options.diff() && touched.registries());
    if (options.filters() && bundles.isEmpty() && !unknown) {
      return Optional.empty();
    }
    return Optional.of(entry(link, touched, bundles, changes, open));
  }

  private TouchedPaths touched(Link link, List<Undecided> open) {
    try {
      List<String> paths =
          link.parent()
              .map(parent -> objects.differing(parent, link.id()))
              .orElseGet(() -> objects.touched(link.id()));
      return new TouchedPaths(paths, history.prefix());
    } catch (OperationalException e) {
      open.add(LogSignatures.undecided("changes", e));
      return new TouchedPaths(List.of(), "");
    }
  }

  private Optional<LogChanges> changes(Link link, TouchedPaths touched, List<Undecided> open) {
    try {
      DiffSide after = trees.of(link.id(), link.tree());
      Optional<DiffSide> before = link.parent().map(parent -> trees.of(parent, link.parentTree()));
      return Optional.of(
          new LogChanges(before, after, touched, ChangeOptions.at(asOf(link))).compare(options));
    } catch (OperationalException e) {
      open.add(LogSignatures.undecided("changes", e));
      return Optional.empty();
    }
  }

  /** Rules that are over by now mattered then: an earlier moment leaves out nothing later. */
  private Instant asOf(Link link) {
    return link.claimed().isBefore(options.now()) ? link.claimed() : options.now();
  }

  private Entry entry(
      Link link,
      TouchedPaths touched,
      NavigableSet<Bundle> bundles,
      Optional<LogChanges> changes,
      List<Undecided> open) {
    Optional<RawCommit> commit = commit(link, open);
    return new Entry(
        link.id(),
        link.parent(),
        commit,
        link.claimed(),
        releases.getOrDefault(link.id(), List.of()),
        commit.flatMap(RawCommit::signed).map(ClaimedSigner::of),
        signatures.verdict(link, open),
        List.copyOf(bundles),
        List.copyOf(touched.areas()),
        changes.map(LogChanges::policies).orElse(List.of()),
        changes.map(LogChanges::notValid).orElse(List.of()),
        open);
  }

  private Optional<RawCommit> commit(Link link, List<Undecided> open) {
    try {
      return HistoryJudge.read(objects, link.id());
    } catch (OperationalException e) {
      open.add(LogSignatures.undecided("signatures", e));
      return Optional.empty();
    }
  }
}
