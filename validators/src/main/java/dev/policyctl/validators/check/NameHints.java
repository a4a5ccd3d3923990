package dev.policyctl.validators.check;

import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Nearest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The registered names that unknown ones might have meant. After a million comparisons there are no
 * more hints: a hostile file has as many unknown names as its registry has known ones.
 */
final class NameHints {
  private static final long MOST_COMPARISONS = 1_000_000;

  private final Map<RegistryKind, List<String>> names = new EnumMap<>(RegistryKind.class);
  private long comparisons;

  /** {@code did you mean `x`?}, where an id or an alias is close. */
  Optional<String> hint(String name, Registry registry) {
    List<String> known = names.computeIfAbsent(registry.kind(), kind -> names(registry));
    comparisons += known.size();
    return comparisons > MOST_COMPARISONS ? Optional.empty() : Nearest.hint(name, known);
  }

  private static List<String> names(Registry registry) {
    TreeSet<String> sorted = new TreeSet<>(registry.entries().keySet());
    sorted.addAll(registry.aliases().keySet());
    return List.copyOf(sorted);
  }
}
