package dev.policyctl.evaluator.reference;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Step 4: when a rule matches. Globs are regular expressions here, inheritance a fixed point. */
final class ReferenceMatching {
  private final Registries registries;

  ReferenceMatching(Registries registries) {
    this.registries = registries;
  }

  /** The id behind an id or alias. */
  Optional<String> canonical(RegistryKind kind, String name) {
    Optional<Registry> registry = registries.find(kind);
    if (registry.isEmpty()) {
      return Optional.empty();
    }
    for (RegistryEntry entry : registry.get().entries().values()) {
      if (entry.id().value().equals(name)
          || entry.aliases().stream().anyMatch(alias -> alias.value().equals(name))) {
        return Optional.of(entry.id().value());
      }
    }
    return Optional.empty();
  }

  Set<String> effective(Set<String> asserted) {
    Set<String> effective = new TreeSet<>(asserted);
    Optional<Registry> registry = registries.find(RegistryKind.ROLES);
    boolean grew = registry.isPresent();
    while (grew) {
      grew = false;
      for (RegistryEntry entry : registry.orElseThrow().entries().values()) {
        for (Text inherited : entry.inherits()) {
          grew |= effective.contains(entry.id().value()) && effective.add(inherited.value());
        }
      }
    }
    return effective;
  }

  /** Whether every dimension has a value that the selector accepts; roles given effective. */
  boolean matches(Match match, Map<Dimension, Set<String>> values) {
    for (Dimension dimension : registries.dimensions()) {
      boolean accepted = false;
      for (String value : values.get(dimension)) {
        accepted |= accepts(dimension, match.find(dimension), value);
      }
      if (!accepted) {
        return false;
      }
    }
    return true;
  }

  private boolean accepts(Dimension dimension, Optional<Selector> selector, String value) {
    if (selector.isEmpty()) {
      return value.equals(Dimension.MISSING)
          ? !dimension.required()
          : !value.equals(Dimension.UNKNOWN);
    }
    for (Text entry : selector.get().values()) {
      if (accepts(dimension, entry.value(), value)) {
        return true;
      }
    }
    return false;
  }

  private boolean accepts(Dimension dimension, String entry, String value) {
    if (entry.startsWith("$") || value.startsWith("$")) {
      return entry.equals(value);
    }
    return entry.contains("*")
        ? regex(entry).matcher(value).matches()
        : canonical(dimension.kind(), entry).equals(Optional.of(value));
  }

  /** A glob as a regular expression. */
  static Pattern regex(String glob) {
    if (glob.equals("*")) {
      return Pattern.compile(".*");
    }
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      if (glob.charAt(i) != '*') {
        regex.append(Pattern.quote(glob.substring(i, i + 1)));
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else {
        regex.append("[^/]*");
      }
    }
    return Pattern.compile(regex.toString());
  }

  /** Whether every {@code when} holds, and the rule exists. */
  static boolean holds(Rule rule, Request request) {
    for (Map.Entry<Attribute, NumericRange> condition : rule.when().ranges().entrySet()) {
      Optional<BigDecimal> value = request.attribute(condition.getKey());
      boolean holds =
          value.isPresent()
              ? inside(condition.getValue(), value.get())
              : rule.effect() != Outcome.ALLOW;
      if (!holds) {
        return false;
      }
    }
    Instant time = request.time().orElseThrow();
    boolean started =
        rule.validity().flatMap(v -> v.from()).map(from -> from.compareTo(time) <= 0).orElse(true);
    boolean ended =
        rule.validity().flatMap(v -> v.until()).map(end -> end.compareTo(time) <= 0).orElse(false);
    return started && !ended && rule.when().time().map(w -> inside(w, time)).orElse(true);
  }

  private static boolean inside(NumericRange range, BigDecimal value) {
    return range.lower().map(bound -> reaches(value.subtract(bound.value()), bound)).orElse(true)
        && range.upper().map(bound -> reaches(bound.value().subtract(value), bound)).orElse(true);
  }

  private static boolean reaches(BigDecimal distance, Bound bound) {
    return distance.signum() > 0 || (distance.signum() == 0 && bound.inclusive());
  }

  /** Whether the wall clock is within a window that started today or yesterday. */
  private static boolean inside(TimeWindow window, Instant time) {
    LocalDateTime local = LocalDateTime.ofInstant(time, window.zone());
    for (LocalDate day : Set.of(local.toLocalDate(), local.toLocalDate().minusDays(1))) {
      LocalDateTime start = day.atStartOfDay().plusMinutes(window.fromMinute());
      boolean nextDay = window.fromMinute() > window.toMinute();
      LocalDateTime end =
          day.plusDays(nextDay ? 1 : 0).atStartOfDay().plusMinutes(window.toMinute());
      if (window.days().contains(day.getDayOfWeek())
          && !local.isBefore(start)
          && local.isBefore(end)) {
        return true;
      }
    }
    return false;
  }
}
