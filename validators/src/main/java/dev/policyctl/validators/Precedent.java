package dev.policyctl.validators;

import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the target's tip already suppresses. A proposal must not silence the errors that it brings:
 * an ignore or a waiver that the target does not have silences nothing of that severity.
 */
public final class Precedent {
  private final Map<Object, Integer> known = new HashMap<>();

  private Precedent() {}

  /**
   * Reads what a proposal's suppressions are compared with.
   *
   * @param target its tip
   * @param limits within which its files are read
   */
  public static Precedent of(Snapshot target, InputLimits limits, PolicyRepository proposal) {
    Precedent precedent = new Precedent();
    RepositoryLoader.waivers(target).forEach(waiver -> precedent.add(key(waiver)));
    List<String> paths =
        proposal.files().values().stream()
            .filter(file -> !file.directives().isEmpty())
            .map(file -> file.source().path())
            .toList();
    for (ParsedFile file : RepositoryLoader.files(target, paths, limits).values()) {
      InlineIgnore.readAll(file, finding -> {}).forEach(ignore -> precedent.add(key(ignore, file)));
    }
    return precedent;
  }

  private void add(Object key) {
    known.merge(key, 1, Integer::sum);
  }

  /** The suppressions of a proposal that are not the target's: of equal ones, all or none. */
  Set<Object> added(List<Waiver> waivers, List<InlineIgnore> ignores, PolicyRepository proposal) {
    Map<Object, Object> keys = new HashMap<>();
    waivers.forEach(waiver -> keys.put(waiver, key(waiver)));
    ignores.forEach(ignore -> keys.put(ignore, key(ignore, file(proposal, ignore))));
    Map<Object, Integer> wanted = new HashMap<>();
    keys.values().forEach(key -> wanted.merge(key, 1, Integer::sum));
    Set<Object> added = new HashSet<>(keys.keySet());
    added.removeIf(
        suppression -> {
          Object key = keys.get(suppression);
          return wanted.getOrDefault(key, 0) <= known.getOrDefault(key, 0);
        });
    return added;
  }

  private static ParsedFile file(PolicyRepository proposal, InlineIgnore ignore) {
    return Objects.requireNonNull(proposal.files().get(ignore.comment().span().path()));
  }

  /** All that a waiver says; where it stands does not matter. */
  private static Object key(Waiver waiver) {
    return List.of(
        waiver.id().value(),
        waiver.code(),
        waiver.path().map(Objects::toString).orElse(""),
        waiver.rule().map(Objects::toString).orElse(""),
        waiver.environment().map(Objects::toString).orElse(""),
        waiver.tenant().map(Objects::toString).orElse(""),
        waiver.expires());
  }

  /** What an ignore says, and of what line; where that stands in the file does not matter. */
  private static Object key(InlineIgnore ignore, ParsedFile file) {
    return List.of(
        file.source().path(),
        ignore.codes(),
        ignore.reason(),
        file.source().line(ignore.line()).strip());
  }
}
