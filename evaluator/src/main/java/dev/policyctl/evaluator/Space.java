package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The categorical dimensions that a policy has, each a position from 0, and what selectors accept
 * in them. Equal sets are one object, which nobody may change.
 */
final class Space {
  static final int ROLES = 0;
  static final int CLASSES = 3;

  private final List<Dimension> dimensions;
  private final List<ValueTable> tables = new ArrayList<>();
  private final Roles roles;
  private final NameResolver resolver;
  private final List<Map<List<String>, BitSet>> known = new ArrayList<>();
  private final List<Map<BitSet, BitSet>> shared = new ArrayList<>();
  private final BitSet[] omitted;
  private final Registries registries;

  Space(Registries registries) {
    this.registries = registries;
    this.dimensions = registries.dimensions();
    this.resolver = new NameResolver(registries);
    this.omitted = new BitSet[dimensions.size()];
    for (Dimension dimension : dimensions) {
      ValueTable table = new ValueTable(dimension, registries);
      BitSet all = new BitSet();
      all.set(0, table.entries());
      all.set(table.missing(), !dimension.required());
      omitted[tables.size()] = all;
      tables.add(table);
      known.add(new HashMap<>());
      shared.add(new HashMap<>(Map.of(all, all)));
    }
    this.roles = new Roles(tables.get(ROLES), registries);
  }

  /** The dimensions by position; the required ones come first. */
  List<Dimension> dimensions() {
    return dimensions;
  }

  ValueTable table(int position) {
    return tables.get(position);
  }

  Roles roles() {
    return roles;
  }

  /** What an omitted selector accepts. */
  BitSet omitted(int position) {
    return omitted[position];
  }

  /**
   * What a match accepts, by position: values; for roles the asserted ones that have an accepted
   * one.
   */
  BitSet[] accepted(Match match) {
    for (Map.Entry<Dimension, Selector> entry : match.selectors().entrySet()) {
      if (!dimensions.contains(entry.getKey())) {
        throw new InvalidPolicyException(
            entry.getValue().span(),
            "there is no `" + entry.getKey().key() + "` registry to select from");
      }
    }
    BitSet[] accepted = new BitSet[dimensions.size()];
    for (int position = 0; position < accepted.length; position++) {
      Optional<Selector> selector = match.find(dimensions.get(position));
      accepted[position] =
          selector.isEmpty() ? omitted[position] : accepted(position, selector.get());
    }
    return accepted;
  }

  private BitSet accepted(int position, Selector selector) {
    List<String> key = selector.values().stream().map(Text::value).toList();
    BitSet set = known.get(position).get(key);
    if (set == null) {
      set = new BitSet();
      for (Text entry : selector.values()) {
        set.or(entry(position, entry));
      }
      set = position == ROLES ? roles.holders(set) : set;
      BitSet equal = shared.get(position).putIfAbsent(set, set);
      set = equal == null ? set : equal;
      known.get(position).put(key, set);
    }
    return set;
  }

  /** The values that one selector entry names; of roles itself, not who inherits them. */
  BitSet entry(int position, Text entry) {
    Dimension dimension = dimensions.get(position);
    List<String> ids;
    synchronized (resolver) { // it remembers, and explanations come from any thread
      ids = resolver.resolve(dimension, entry.value());
    }
    if (ids.isEmpty()) {
      throw new InvalidPolicyException(
          entry.span(),
          Glob.isGlob(entry.value())
              ? "glob `" + entry.value() + "` matches no " + dimension.singular()
              : "unknown " + dimension.singular() + " `" + entry.value() + "`");
    }
    BitSet set = new BitSet();
    ids.forEach(id -> set.set(tables.get(position).number(id)));
    return set;
  }

  /** The canonical id behind a name in a registry that need not be a dimension's. */
  String canonical(RegistryKind kind, Text name) {
    return registries
        .find(kind)
        .flatMap(registry -> registry.resolve(name.value()))
        .orElseThrow(
            () ->
                new InvalidPolicyException(
                    name.span(), "unknown " + kind.noun() + " `" + name.value() + "`"));
  }
}
