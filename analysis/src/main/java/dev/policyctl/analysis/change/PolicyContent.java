package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a policy and its registries say, as values to compare: without the version, and without what
 * says nothing, which is places, comments, the order of keys, of rules, of files and of lists.
 */
public final class PolicyContent {
  private PolicyContent() {}

  /** Whether two policies say the same, each with its registries. */
  public static boolean same(
      Policy before, Registries registriesBefore, Policy after, Registries registriesAfter) {
    return of(before).equals(of(after)) && of(registriesBefore).equals(of(registriesAfter));
  }

  private static List<Object> of(Policy policy) {
    return List.of(
        policy.bundle().name().value(),
        policy.bundle().environment().value(),
        policy.bundle().tenant().value(),
        texts(policy.bundle().owners()),
        policy.defaultOutcome(),
        policy.combining(),
        policy.identity(),
        byId(policy.rules(), rule -> rule.id().value(), PolicyContent::of),
        byId(policy.limits(), limit -> limit.id().value(), PolicyContent::of));
  }

  /** A rule but for its id. */
  static List<Object> of(Rule rule) {
    return List.of(
        rule.description(),
        rule.owner(),
        rule.priority(),
        rule.effect(),
        match(rule.match()),
        new TreeMap<>(ranges(rule)),
        rule.when()
            .time()
            .map(t -> List.of(t.days(), t.fromMinute(), t.toMinute(), t.zone()))
            .orElse(List.of()),
        rule.obligations().stream()
            .map(o -> o.action().label() + ":" + o.argument().value())
            .sorted()
            .toList(),
        rule.validity().map(v -> List.of(v.from(), v.until())).orElse(List.of()));
  }

  private static Map<String, Object> ranges(Rule rule) {
    Map<String, Object> ranges = new TreeMap<>();
    rule.when().ranges().forEach((attribute, range) -> ranges.put(attribute.key(), bounds(range)));
    return ranges;
  }

  private static List<Object> bounds(NumericRange range) {
    return List.of(
        range.lower().map(PolicyContent::bound), range.upper().map(PolicyContent::bound));
  }

  private static List<Object> bound(Bound bound) {
    return List.of(bound.value().stripTrailingZeros(), bound.inclusive());
  }

  /** A limit but for its id. */
  static List<Object> of(Limit limit) {
    return List.of(
        limit.description(),
        match(limit.match()),
        limit.key().stream().sorted().toList(),
        limit.metric(),
        limit.max().stripTrailingZeros(),
        limit.window(),
        limit.sliding());
  }

  private static Map<String, Object> match(Match match) {
    Map<String, Object> selectors = new TreeMap<>();
    match.selectors().forEach((dimension, s) -> selectors.put(dimension.key(), texts(s.values())));
    return selectors;
  }

  private static List<Object> of(Registries registries) {
    List<Object> all = new ArrayList<>();
    for (Registry registry : registries.all()) {
      Map<String, Object> entries = new TreeMap<>();
      registry.entries().forEach((id, entry) -> entries.put(id, of(entry)));
      all.add(List.of(registry.kind(), entries));
    }
    return all;
  }

  private static List<Object> of(RegistryEntry entry) {
    Map<String, Object> details = new TreeMap<>();
    entry.details().forEach((key, values) -> details.put(key, texts(values)));
    return List.of(
        entry.description(),
        entry.owner(),
        entry
            .deprecated()
            .map(d -> List.of(d.since().map(Text::value), d.replacement().map(Text::value))),
        texts(entry.inherits()),
        texts(entry.aliases()),
        details);
  }

  private static List<String> texts(Collection<Text> texts) {
    return texts.stream().map(Text::value).sorted().distinct().toList();
  }

  private interface Key<T> {
    String of(T value);
  }

  private interface Content<T> {
    Object of(T value);
  }

  /** By id; of rules with one id, which no compiled policy has, all. */
  private static <T> Map<String, Object> byId(List<T> values, Key<T> key, Content<T> content) {
    Map<String, Object> byId = new TreeMap<>();
    values.forEach(
        value -> byId.merge(key.of(value), content.of(value), (one, other) -> List.of(one, other)));
    return byId;
  }
}
