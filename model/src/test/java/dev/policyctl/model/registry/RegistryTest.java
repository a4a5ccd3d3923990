package dev.policyctl.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final Span PLACE = new Span("registries/roles.yaml", 1, 1, 1, 2);

  private static RegistryEntry entry(String id, List<String> inherits, List<String> aliases) {
    return new RegistryEntry(
        text(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inherits.stream().map(RegistryTest::text).toList(),
        aliases.stream().map(RegistryTest::text).toList(),
        Map.of());
  }

  private static Text text(String value) {
    return new Text(value, PLACE);
  }

  private static Registry roles(RegistryEntry... entries) {
    return new Registry(RegistryKind.ROLES, PLACE, List.of(entries));
  }

  private static RegistryEntry role(String id, String... inherits) {
    return entry(id, List.of(inherits), List.of());
  }

  private static RegistryEntry model(String id, String... aliases) {
    return entry(id, List.of(), List.of(aliases));
  }

  @Test
  void inheritsThroughSeveralStepsAndPaths() {
    Registry registry =
        roles(role("a", "b", "c"), role("b", "d"), role("c", "d"), role("d"), role("e", "a"));
    assertThat(registry.withInherited("a")).containsExactly("a", "b", "c", "d");
    assertThat(registry.withInherited("d")).containsExactly("d");
  }

  @Test
  void walksACycleOnce() {
    Registry registry = roles(role("a", "b"), role("b", "a", "b"), role("c", "c"));
    assertThat(registry.withInherited("a")).containsExactly("a", "b");
    assertThat(registry.withInherited("c")).containsExactly("c");
  }

  @Test
  void inheritsNothingFromWhatTheRegistryLacks() {
    assertThat(roles(role("a", "gone")).withInherited("a")).containsExactly("a");
    assertThat(roles(role("a")).withInherited("gone")).isEmpty();
  }

  @Test
  void inheritsExactlyWhatARepeatedUnionReaches() {
    long seed = Long.getLong("policyctl.seed", 20_260_901L);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      List<RegistryEntry> entries = new ArrayList<>();
      for (int id = 0; id < 8; id++) {
        List<String> parents = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
          parents.add("r" + random.nextInt(9));
        }
        entries.add(entry("r" + id, parents, List.of()));
      }
      Registry registry = new Registry(RegistryKind.ROLES, PLACE, entries);
      for (String id : List.copyOf(registry.entries().keySet())) {
        assertThat(registry.withInherited(id))
            .as("seed %d, round %d, %s", seed, i, id)
            .isEqualTo(reached(registry, id));
      }
    }
  }

  private static Set<String> reached(Registry registry, String id) {
    Map<String, RegistryEntry> byId = registry.entries();
    Set<String> all = new TreeSet<>(List.of(id));
    for (int round = 0; round < byId.size(); round++) {
      for (String known : List.copyOf(all)) {
        byId.get(known).inherits().stream()
            .map(Text::value)
            .filter(byId::containsKey)
            .forEach(all::add);
      }
    }
    return all;
  }

  @Test
  void resolvesIdsBeforeAliases() {
    Registry registry =
        new Registry(
            RegistryKind.MODELS,
            PLACE,
            List.of(model("gpt", "gpt-latest", "claude"), model("claude", "gpt", "gpt-latest")));
    assertThat(registry.resolve("gpt")).hasValue("gpt");
    assertThat(registry.resolve("claude")).hasValue("claude");
    assertThat(registry.resolve("gpt-latest")).as("the first by id").hasValue("claude");
    assertThat(registry.resolve("Gpt")).isEmpty();
    assertThat(registry.aliases()).containsExactly(Map.entry("gpt-latest", "claude"));
  }

  @Test
  void matchesGlobsAgainstIdsNeverAliases() {
    Registry registry =
        new Registry(
            RegistryKind.MODELS,
            PLACE,
            List.of(model("a/b", "a/alias"), model("a/c/d"), model("e")));
    assertThat(registry.matching(Glob.of("a/*"))).containsExactly("a/b");
    assertThat(registry.matching(Glob.of("a/**"))).containsExactly("a/b", "a/c/d");
    assertThat(registry.matching(Glob.of("*"))).containsExactly("a/b", "a/c/d", "e");
    assertThat(registry.matching(Glob.of("*alias"))).isEmpty();
  }

  @Test
  void keepsTheFirstOfTwoEntriesWithOneId() {
    Registry registry = roles(role("a", "b"), role("a"), role("b"));
    assertThat(registry.withInherited("a")).containsExactly("a", "b");
  }
}
