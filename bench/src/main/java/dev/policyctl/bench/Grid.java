package dev.policyctl.bench;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The space of a policy of boxes: some dimensions, each with numbered values and, where it is
 * optional, absence as the last one. Turns boxes into rules; equal selectors become one object, so
 * that many rules take little memory.
 */
final class Grid {
  private static final String ANY = "*";

  private final List<Dimension> dimensions;
  private final List<RegistryDraft> drafts = new ArrayList<>();
  private final List<List<Text>> texts = new ArrayList<>();
  private final List<BitSet> omitted = new ArrayList<>();
  private final List<Map<BitSet, Selector>> selectors = new ArrayList<>();

  /** With so many values in each of the dimensions. */
  Grid(List<Dimension> dimensions, List<Integer> sizes) {
    this.dimensions = dimensions;
    for (int i = 0; i < dimensions.size(); i++) {
      Dimension dimension = dimensions.get(i);
      RegistryDraft draft = new RegistryDraft(dimension.kind());
      List<Text> names = new ArrayList<>();
      for (int value = 0; value < sizes.get(i); value++) {
        draft.add(dimension.singular() + "-" + (100 + value));
        names.add(RuleDraft.text(draft.ids().get(value)));
      }
      names.add(RuleDraft.text(Dimension.MISSING));
      BitSet all = new BitSet();
      all.set(0, sizes.get(i) + (dimension.required() ? 0 : 1));
      drafts.add(draft);
      texts.add(names);
      omitted.add(all);
      selectors.add(new HashMap<>());
    }
  }

  int dimensions() {
    return dimensions.size();
  }

  /** How many values a registry has. */
  int values(int dimension) {
    return texts.get(dimension).size() - 1;
  }

  /** What an omitted selector accepts; not to be changed. */
  BitSet omitted(int dimension) {
    return omitted.get(dimension);
  }

  /** What {@code *} accepts. */
  BitSet any(int dimension) {
    BitSet any = new BitSet();
    any.set(0, values(dimension));
    return any;
  }

  Registries registries() {
    List<RegistryDraft> all = new ArrayList<>(drafts);
    // A repository has this registry, whether or not a rule redacts.
    all.add(new RegistryDraft(RegistryKind.REDACTIONS));
    return new Registries(all.stream().map(RegistryDraft::registry).toList());
  }

  /** The rule that matches a box: a set of values for each dimension. */
  Rule rule(String id, int priority, Outcome effect, List<BitSet> box) {
    RuleDraft draft = new RuleDraft(id, priority, effect);
    for (int i = 0; i < dimensions.size(); i++) {
      BitSet values = box.get(i);
      if (!values.equals(omitted.get(i))) {
        int dimension = i;
        draft.in(
            dimensions.get(i),
            selectors.get(i).computeIfAbsent(values, v -> selector(dimension, v)));
      }
    }
    return draft.rule();
  }

  private Selector selector(int dimension, BitSet values) {
    List<Text> names =
        values.equals(any(dimension))
            ? List.of(RuleDraft.text(ANY))
            : values.stream().mapToObj(texts.get(dimension)::get).toList();
    return new Selector(RuleDraft.NOWHERE, names);
  }
}
