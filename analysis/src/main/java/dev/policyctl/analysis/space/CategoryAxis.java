package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registry;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A categorical dimension: every raw name that a side knows, sorted, then {@code $unknown}, then
 * {@code $missing}. Over two sides the names are the ids of both, and the aliases that they resolve
 * differently; each side resolves a name by its own registry.
 */
public final class CategoryAxis implements Axis {
  private static final String UNREGISTERED = "unregistered";

  private final Dimension dimension;
  private final List<String> names;
  private final String stranger;

  CategoryAxis(Dimension dimension, List<CompiledPolicy> sides) {
    this.dimension = dimension;
    TreeSet<String> raw = new TreeSet<>();
    TreeSet<String> taken = new TreeSet<>();
    for (CompiledPolicy side : sides) {
      side.registries()
          .find(dimension)
          .ifPresent(
              registry -> {
                raw.addAll(registry.entries().keySet());
                taken.addAll(registry.entries().keySet());
                taken.addAll(registry.aliases().keySet());
              });
    }
    raw.addAll(differing(dimension, sides, taken));
    this.names = new ArrayList<>(raw);
    this.names.add(Dimension.UNKNOWN);
    this.names.add(Dimension.MISSING);
    this.stranger = stranger(taken);
  }

  /** The names that two registries resolve to different ids, aliases on at least one side. */
  private static List<String> differing(
      Dimension dimension, List<CompiledPolicy> sides, SortedSet<String> taken) {
    if (sides.size() < 2) {
      return List.of();
    }
    return taken.stream()
        .filter(
            name ->
                sides.stream().map(side -> resolved(side, dimension, name)).distinct().count() > 1)
        .toList();
  }

  private static Optional<String> resolved(CompiledPolicy side, Dimension dimension, String name) {
    return side.registries().find(dimension).flatMap((Registry r) -> r.resolve(name));
  }

  private static String stranger(SortedSet<String> taken) {
    String name = UNREGISTERED;
    while (taken.contains(name)) {
      name += "-x";
    }
    return name;
  }

  /** The dimension that it is. */
  public Dimension dimension() {
    return dimension;
  }

  @Override
  public String label() {
    return dimension.singular();
  }

  @Override
  public int size() {
    return names.size();
  }

  /** How many atoms are names; the two special ones follow. */
  public int named() {
    return names.size() - 2;
  }

  public int unknown() {
    return names.size() - 2;
  }

  public int missing() {
    return names.size() - 1;
  }

  @Override
  public String name(int atom) {
    return names.get(atom);
  }

  /** The atoms by name, the special ones at the end. */
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public void put(int atom, Request.Builder request) {
    if (atom == missing()) {
      return;
    }
    put(request, List.of(raw(atom)));
  }

  /** The raw string that stands for an atom in a request. */
  String raw(int atom) {
    return atom == unknown() ? stranger : names.get(atom);
  }

  void put(Request.Builder request, List<String> values) {
    switch (dimension) {
      case ROLES -> request.roles(values);
      case CLASSIFICATIONS -> request.classifications(values);
      case ROUTES -> request.route(values.get(0));
      case MODELS -> request.model(values.get(0));
      case TOOLS -> request.tool(values.get(0));
      case REGIONS -> request.region(values.get(0));
      case AGENTS -> request.agent(values.get(0));
      case ACTIONS -> request.action(values.get(0));
    }
  }

  /** By value of a side, the atoms that are it there. */
  int[][] atomsByValue(CompiledPolicy side, int position) {
    int[][] atoms = new int[side.values(position)][];
    java.util.Arrays.fill(atoms, new int[0]);
    for (int atom = 0; atom < size(); atom++) {
      int value = value(side, position, atom);
      int[] more = java.util.Arrays.copyOf(atoms[value], atoms[value].length + 1);
      more[more.length - 1] = atom;
      atoms[value] = more;
    }
    return atoms;
  }

  /** The atoms whose value is among these. */
  long[] atoms(int[][] byValue, BitSet accepted) {
    long[] atoms = Bits.empty(size());
    for (int value = accepted.nextSetBit(0); value >= 0; value = accepted.nextSetBit(value + 1)) {
      for (int atom : byValue[value]) {
        Bits.set(atoms, atom);
      }
    }
    return atoms;
  }

  /** The same where the values of a side are the atoms. */
  long[] atoms(BitSet accepted) {
    return java.util.Arrays.copyOf(accepted.toLongArray(), Bits.empty(size()).length);
  }

  /** Whether the values of a side are the atoms, in their order. */
  boolean alike(int[][] byValue) {
    boolean alike = byValue.length == size();
    for (int value = 0; value < byValue.length && alike; value++) {
      alike = byValue[value].length == 1 && byValue[value][0] == value;
    }
    return alike;
  }

  /** What an atom is to a side that has the dimension at that position. */
  int value(CompiledPolicy side, int position, int atom) {
    if (atom >= named()) {
      return side.values(position) - (names.size() - atom);
    }
    return side.resolve(position, names.get(atom));
  }
}
