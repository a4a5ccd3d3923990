package dev.policyctl.validators;

import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.validators.InlineIgnore.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What silences findings: ignores beside the line, and waivers. Whoever wrote one that is broken,
 * expired or of no use hears of it.
 */
final class Suppressions {
  /** What is found, or not, whatever the registries hold. */
  private static final Set<FindingCode> WITHOUT_REGISTRIES =
      Set.of(
          FindingCode.PATH_MISMATCH,
          FindingCode.DUPLICATE_RULE_ID,
          FindingCode.UNREAD_FILE,
          FindingCode.EMPTY_CONDITION,
          FindingCode.DEFAULT_ALLOW,
          FindingCode.IGNORED_PRIORITY,
          FindingCode.MISSING_POLICY,
          FindingCode.AMBIGUOUS_FILE,
          FindingCode.RULE_FILES_EMPTY,
          FindingCode.DUPLICATE_TEST_NAME,
          FindingCode.EMPTY_SUITE,
          FindingCode.UNTESTED_POLICY);

  private static final String LATER =
      "it counts for the changes after this one: propose it by itself, and first";

  private final List<InlineIgnore> ignores = new ArrayList<>();
  private final Map<Place, List<InlineIgnore>> byPlace = new HashMap<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final Set<Object> used = new HashSet<>();
  private final Set<Object> added;

  /**
   * Reads the suppressions of a repository.
   *
   * @param now from when on a waiver counts as expired
   * @param precedent what the target already suppresses, where there is one that judges
   * @param sink receives what is wrong with them
   */
  Suppressions(
      PolicyRepository repository, Instant now, Optional<Precedent> precedent, FindingSink sink) {
    repository.files().values().forEach(file -> ignores.addAll(InlineIgnore.readAll(file, sink)));
    ignores.forEach(i -> byPlace.computeIfAbsent(i.place(), p -> new ArrayList<>()).add(i));
    for (Waiver waiver : repository.waivers()) {
      if (waiver.expires().isAfter(now)) {
        waivers.add(waiver);
      } else {
        sink.report(
            Finding.of(
                    FindingCode.EXPIRED_WAIVER,
                    waiver.expiresSpan(),
                    "the waiver `" + waiver.id() + "` has expired and silences nothing")
                .subject("waiver:" + waiver.id())
                .help("mend " + waiver.code().id() + ", or agree on a new date with its owner"));
      }
    }
    added = precedent.map(p -> p.added(waivers, ignores, repository)).orElse(Set.of());
    ignores.stream().filter(added::contains).forEach(ignore -> sink.report(added(ignore)));
    waivers.stream().filter(added::contains).forEach(waiver -> sink.report(added(waiver)));
  }

  private static Finding added(InlineIgnore ignore) {
    return Finding.of(
            FindingCode.NEW_SUPPRESSION,
            ignore.comment().span(),
            "the target does not have this ignore, so it silences no error yet")
        .subject("ignore:" + ignore.codeList() + "/" + ignore.reason())
        .help(LATER)
        .build();
  }

  private static Finding added(Waiver waiver) {
    return Finding.of(
            FindingCode.NEW_SUPPRESSION,
            waiver.id().span(),
            "the target does not have the waiver `"
                + waiver.id()
                + "`, so it silences no error yet")
        .subject("waiver:" + waiver.id())
        .help(LATER)
        .build();
  }

  /** What silences a finding, in words, if anything does. */
  Optional<String> silence(Finding finding) {
    if (!finding.code().suppressible()) {
      return Optional.empty();
    }
    for (InlineIgnore ignore : byPlace.getOrDefault(Place.of(finding), List.of())) {
      if (ignore.codes().contains(finding.code())) {
        used.add(ignore);
        if (tooNew(ignore, finding)) {
          continue;
        }
        return Optional.of("ignored at " + ignore.comment().span() + ": " + ignore.reason());
      }
    }
    for (Waiver waiver : waivers) {
      if (covers(waiver, finding)) {
        used.add(waiver);
        if (tooNew(waiver, finding)) {
          continue;
        }
        return Optional.of("waiver `" + waiver.id() + "`: " + waiver.reason());
      }
    }
    return Optional.empty();
  }

  private boolean tooNew(Object suppression, Finding finding) {
    return finding.severity() == Severity.ERROR && added.contains(suppression);
  }

  private static boolean covers(Waiver waiver, Finding finding) {
    return waiver.code() == finding.code()
        && waiver.path().map(p -> Glob.of(p.value()).matches(finding.span().path())).orElse(true)
        && waiver.rule().map(r -> finding.rules().contains(r.value())).orElse(true)
        && waiver
            .environment()
            .map(e -> finding.bundle().filter(b -> b.environment().equals(e.value())).isPresent())
            .orElse(true)
        && waiver
            .tenant()
            .map(t -> finding.bundle().filter(b -> b.tenant().equals(t.value())).isPresent())
            .orElse(true);
  }

  /**
   * Reports those that silenced nothing. A file that was not read in full may hold what they are
   * for, so nothing is said of what depends on it.
   *
   * @param searched what the run would have found wherever it is
   */
  void reportUnused(PolicyRepository repository, Set<FindingCode> searched, FindingSink sink) {
    if (!repository.policiesIntact()) {
      return;
    }
    Set<FindingCode> open = EnumSet.copyOf(repository.intact() ? searched : WITHOUT_REGISTRIES);
    for (InlineIgnore ignore : ignores) {
      if (!used.contains(ignore) && open.containsAll(ignore.codes())) {
        sink.report(
            Finding.of(
                    FindingCode.UNUSED_SUPPRESSION,
                    ignore.comment().span(),
                    "silences nothing: there is no "
                        + ignore.codeList()
                        + " on line "
                        + ignore.line())
                .subject("ignore:" + ignore.codeList() + "/" + ignore.reason())
                .help("delete it; or put it on the line of the finding, or right above"));
      }
    }
    for (Waiver waiver : waivers) {
      // New access is found by a comparison alone, which looks at the waivers itself.
      if (!used.contains(waiver)
          && waiver.code() != FindingCode.NEW_ACCESS
          && open.contains(waiver.code())) {
        sink.report(
            Finding.of(
                    FindingCode.UNUSED_SUPPRESSION,
                    waiver.id().span(),
                    "the waiver `" + waiver.id() + "` silences nothing")
                .subject("waiver:" + waiver.id())
                .help("delete it"));
      }
    }
  }
}
