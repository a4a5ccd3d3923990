package dev.policyctl.suites;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The combinations of a matrix, numbered from 0, the last axis fastest; none is ever held.
 *
 * <p>Axes stand in the order of the dimensions, whoever asks first; values in the order of the
 * file, those of a glob sorted. A value that occurs twice counts once; an alias beside its model is
 * a value of its own, since the request differs.
 */
final class MatrixPlan {
  /** What stands for {@code $unknown}, unless a registry has it. */
  private static final String UNREGISTERED = "unregistered-value";

  private final Suite suite;
  private final Registries registries;
  private final NameResolver resolver;
  private final List<Axis> axes;
  private final List<Item> items;

  /**
   * One value of an axis.
   *
   * @param label as results show it
   * @param key what items select it by: a canonical id, an identity's name or a special value
   * @param sent what the request holds; nothing for {@code $missing}
   */
  record Value(String label, String key, List<String> sent) {}

  /** What varies; without a dimension, the identities. */
  record Axis(Optional<Dimension> dimension, List<Value> values) {

    Axis {
      values = List.copyOf(values);
    }

    /** Its key in {@code over}. */
    String key() {
      return MatrixPlan.key(dimension);
    }
  }

  /**
   * An item of {@code allow} or {@code require_approval}.
   *
   * @param selected per axis the indexes of the values that it selects
   */
  record Item(Outcome outcome, TestMatrix.Axes axes, List<BitSet> selected) {

    Item {
      selected = List.copyOf(selected);
    }

    private boolean selects(int[] cell) {
      for (int axis = 0; axis < cell.length; axis++) {
        if (!selected.get(axis).get(cell[axis])) {
          return false;
        }
      }
      return true;
    }
  }

  MatrixPlan(Suite suite, TestMatrix matrix, Registries registries) {
    this.suite = suite;
    this.registries = registries;
    this.resolver = new NameResolver(registries);
    this.axes = new ArrayList<>();
    TestMatrix.Axes over = matrix.over();
    over.identities().ifPresent(list -> axes.add(axis(Optional.empty(), list)));
    over.values().forEach((dimension, list) -> axes.add(axis(Optional.of(dimension), list)));
    this.items = new ArrayList<>();
    for (Outcome outcome : List.of(Outcome.ALLOW, Outcome.REQUIRE_APPROVAL)) {
      matrix.items(outcome).forEach(item -> items.add(item(outcome, item)));
    }
  }

  /** The key of an axis in {@code over}. */
  static String key(Optional<Dimension> dimension) {
    return dimension.map(Dimension::key).orElse("identities");
  }

  List<Axis> axes() {
    return axes;
  }

  List<Item> items() {
    return items;
  }

  private Axis axis(Optional<Dimension> dimension, List<Text> entries) {
    Map<List<String>, Value> values = new LinkedHashMap<>();
    for (Text entry : entries) {
      for (Value value : values(dimension, entry.value())) {
        values.putIfAbsent(value.sent(), value);
      }
    }
    return new Axis(dimension, List.copyOf(values.values()));
  }

  private List<Value> values(Optional<Dimension> dimension, String entry) {
    if (entry.equals(Dimension.MISSING)) {
      return List.of(new Value(entry, entry, List.of()));
    }
    if (dimension.isPresent() && entry.equals(Dimension.UNKNOWN)) {
      return List.of(new Value(entry, entry, List.of(unregistered(dimension.get()))));
    }
    List<String> keys = keys(dimension, entry);
    return Glob.isGlob(entry)
        ? keys.stream().map(key -> new Value(key, key, List.of(key))).toList()
        : List.of(new Value(entry, keys.isEmpty() ? entry : keys.get(0), List.of(entry)));
  }

  /** Which values an entry of an axis or an item stands for; none where nothing has that name. */
  List<String> keys(Optional<Dimension> dimension, String entry) {
    if (dimension.isPresent()) {
      return resolver.resolve(dimension.get(), entry);
    }
    Collection<String> names = suite.identities().keySet();
    if (Glob.isGlob(entry)) {
      return names.stream().filter(Glob.of(entry)::matches).sorted().toList();
    }
    return names.contains(entry) ? List.of(entry) : List.of();
  }

  private String unregistered(Dimension dimension) {
    Optional<Registry> registry = registries.find(dimension);
    String name = UNREGISTERED;
    for (int i = 2; registry.isPresent() && registry.get().resolve(name).isPresent(); i++) {
      name = UNREGISTERED + "-" + i;
    }
    return name;
  }

  private Item item(Outcome outcome, TestMatrix.Axes item) {
    List<BitSet> selected = new ArrayList<>();
    for (Axis axis : axes) {
      Optional<List<Text>> entries =
          axis.dimension().isPresent()
              ? Optional.ofNullable(item.values().get(axis.dimension().get()))
              : item.identities();
      BitSet bits = new BitSet();
      if (entries.isEmpty()) {
        bits.set(0, axis.values().size());
      }
      for (Text entry : entries.orElse(List.of())) {
        bits.or(select(axis, entry.value()));
      }
      selected.add(bits);
    }
    return new Item(outcome, item, selected);
  }

  /** The indexes of the values of an axis that an entry selects. */
  BitSet select(Axis axis, String entry) {
    List<String> keys = keys(axis.dimension(), entry);
    BitSet bits = new BitSet();
    for (int i = 0; i < axis.values().size(); i++) {
      if (keys.contains(axis.values().get(i).key())) {
        bits.set(i);
      }
    }
    return bits;
  }

  /** How many combinations there are; {@link Long#MAX_VALUE} where a long cannot hold it. */
  long cells() {
    long cells = 1;
    for (Axis axis : axes) {
      try {
        cells = Math.multiplyExact(cells, axis.values().size());
      } catch (ArithmeticException e) {
        return Long.MAX_VALUE;
      }
    }
    return cells;
  }

  /** Goes on to the next combination; false after the last. */
  boolean advance(int[] cell) {
    for (int axis = cell.length - 1; axis >= 0; axis--) {
      if (++cell[axis] < axes.get(axis).values().size()) {
        return true;
      }
      cell[axis] = 0;
    }
    return false;
  }

  /** The item that says what a combination must get; none where it must be denied. */
  Optional<Item> itemFor(int[] cell) {
    for (Item item : items) {
      if (item.selects(cell)) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  /** The combination as results show it: {@code [bob × openai/gpt-4o × pii]}. */
  String label(int[] cell) {
    List<String> labels = new ArrayList<>();
    for (int axis = 0; axis < cell.length; axis++) {
      labels.add(axes.get(axis).values().get(cell[axis]).label());
    }
    return "[" + String.join(" × ", labels) + "]";
  }

  /** What states the expectation for a combination. */
  static Span statedBy(Optional<Item> item, TestMatrix matrix) {
    return item.map(i -> i.axes().span()).orElse(matrix.name().span());
  }
}
