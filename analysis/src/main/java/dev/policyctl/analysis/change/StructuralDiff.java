package dev.policyctl.analysis.change;

import dev.policyctl.analysis.change.StructuralChange.Kind;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs between two policies where no request of their space can show it. */
final class StructuralDiff {
  private static final String PATHS = "paths";
  private static final String METHODS = "methods";
  private static final String METHOD = "method";
  private static final String DETECTORS = "detectors";

  private final CompiledPolicy before;
  private final CompiledPolicy after;
  private final List<StructuralChange> changes = new ArrayList<>();

  private StructuralDiff(CompiledPolicy before, CompiledPolicy after) {
    this.before = before;
    this.after = after;
  }

  /** Identity first, then limits, routes and redaction profiles, each by id. */
  static List<StructuralChange> of(CompiledPolicy before, CompiledPolicy after) {
    StructuralDiff diff = new StructuralDiff(before, after);
    diff.identity();
    diff.changes.addAll(LimitDiff.of(before, after));
    diff.each(RegistryKind.ROUTES, diff::route);
    diff.each(RegistryKind.REDACTIONS, diff::profile);
    return List.copyOf(diff.changes);
  }

  private void identity() {
    IdentityPolicy old = before.policy().identity();
    IdentityPolicy now = after.policy().identity();
    if (old.requireExpiry() != now.requireExpiry()) {
      add(
          now.requireExpiry() ? Kind.NARROWING : Kind.BROADENING,
          "identity/requireExpiry",
          now.requireExpiry()
              ? "identity: an expiry is required now"
              : "identity: an expiry is no longer required");
    }
    int skew = now.clockSkew().compareTo(old.clockSkew());
    if (skew != 0) {
      add(
          skew > 0 ? Kind.BROADENING : Kind.NARROWING,
          "identity/clockSkew",
          "identity: clockSkew "
              + (skew > 0 ? "raised from " : "lowered from ")
              + seconds(old.clockSkew())
              + " to "
              + seconds(now.clockSkew()));
    }
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }

  private void add(Kind kind, String subject, String message) {
    changes.add(new StructuralChange(kind, subject, message));
  }

  private interface EntryDiff {
    void compare(String id, RegistryEntry before, RegistryEntry after);
  }

  /** Takes the entries that both sides have. */
  private void each(RegistryKind kind, EntryDiff diff) {
    SortedMap<String, RegistryEntry> now = entries(after, kind);
    entries(before, kind)
        .forEach(
            (id, old) -> {
              RegistryEntry entry = now.get(id);
              if (entry != null) {
                diff.compare(id, old, entry);
              }
            });
  }

  private static SortedMap<String, RegistryEntry> entries(CompiledPolicy side, RegistryKind kind) {
    return side.registries().find(kind).map(Registry::entries).orElse(new TreeMap<>());
  }

  private void route(String id, RegistryEntry old, RegistryEntry now) {
    for (String key : List.of(PATHS, METHODS)) {
      Set<String> one = values(old, key);
      Set<String> other = values(now, key);
      if (!one.equals(other)) {
        // Without a list there is no telling what the gateway takes.
        boolean loses = one.isEmpty() || other.isEmpty() || !other.containsAll(one);
        add(
            loses ? Kind.ROUTE_LOSES : Kind.ROUTE_GROWS,
            "route:" + id + "/" + key,
            "route `" + id + "`: " + key + " " + difference(one, other));
      }
    }
  }

  private void profile(String id, RegistryEntry old, RegistryEntry now) {
    Set<String> one = values(old, METHOD);
    Set<String> other = values(now, METHOD);
    if (!one.equals(other)) {
      add(
          Kind.WEAKENING,
          "redaction:" + id + "/" + METHOD,
          "redaction profile `" + id + "`: method " + difference(one, other));
    }
    Set<String> detected = values(old, DETECTORS);
    Set<String> detects = values(now, DETECTORS);
    if (!detected.equals(detects)) {
      // Without a list there is no telling what the gateway detects.
      boolean weaker = detected.isEmpty() || !detects.containsAll(detected);
      add(
          weaker ? Kind.WEAKENING : Kind.TUNING,
          "redaction:" + id + "/" + DETECTORS,
          "redaction profile `" + id + "`: detectors " + difference(detected, detects));
    }
  }

  private static Set<String> values(RegistryEntry entry, String key) {
    Set<String> values = new TreeSet<>();
    entry.details().getOrDefault(key, List.<Text>of()).forEach(text -> values.add(text.value()));
    return values;
  }

  /** {@code now without `a`, and with `b`}, as far as there is something. */
  private static String difference(Set<String> before, Set<String> after) {
    Set<String> lost = new TreeSet<>(before);
    lost.removeAll(after);
    Set<String> gained = new TreeSet<>(after);
    gained.removeAll(before);
    List<String> parts = new ArrayList<>();
    if (!lost.isEmpty()) {
      parts.add("without `" + String.join("`, `", lost) + "`");
    }
    if (!gained.isEmpty()) {
      parts.add("with `" + String.join("`, `", gained) + "`");
    }
    return "now " + String.join(", and ", parts);
  }
}
