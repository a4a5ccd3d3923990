package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A numeric attribute: the maximal non-empty intervals between the cuts that the rules make,
 * ascending, then absence.
 */
public final class NumberAxis implements Axis {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  private final Attribute attribute;
  private final List<Cell> cells = new ArrayList<>();

  /**
   * @param sample a value inside
   * @param high nothing for one without an upper end
   */
  private record Cell(BigDecimal sample, Cut low, Optional<Cut> high) {}

  /** A place between two values: just below one, or just above it. */
  private record Cut(BigDecimal value, boolean above) implements Comparable<Cut> {
    @Override
    public int compareTo(Cut other) {
      int byValue = value.compareTo(other.value);
      return byValue != 0 ? byValue : Boolean.compare(above, other.above);
    }
  }

  NumberAxis(Attribute attribute, Collection<NumericRange> ranges) {
    this.attribute = attribute;
    TreeSet<Cut> cuts = new TreeSet<>();
    for (NumericRange range : ranges) {
      range.lower().ifPresent(bound -> cuts.add(new Cut(bound.value(), !bound.inclusive())));
      range.upper().ifPresent(bound -> cuts.add(new Cut(bound.value(), bound.inclusive())));
    }
    Cut low = new Cut(BigDecimal.ZERO, false);
    for (Cut cut : cuts) {
      if (cut.compareTo(low) > 0) {
        add(low, cut);
        low = cut;
      }
    }
    add(low, null);
  }

  /** Adds the interval between two cuts, if it holds a value at all. */
  private void add(Cut low, @Nullable Cut high) {
    BigDecimal sample = attribute.integer() ? wholeSample(low) : sample(low, high);
    boolean inside =
        high == null
            ? !attribute.integer() || sample.compareTo(LARGEST) <= 0
            : below(sample, high) && (!attribute.integer() || sample.compareTo(LARGEST) <= 0);
    if (inside) {
      cells.add(new Cell(sample, low, Optional.ofNullable(high)));
    }
  }

  private static boolean below(BigDecimal value, Cut cut) {
    int comparison = value.compareTo(cut.value());
    return comparison < 0 || (comparison == 0 && cut.above());
  }

  private static BigDecimal wholeSample(Cut low) {
    BigDecimal first = low.value().setScale(0, RoundingMode.CEILING);
    return low.above() && first.compareTo(low.value()) == 0 ? first.add(BigDecimal.ONE) : first;
  }

  private static BigDecimal sample(Cut low, @Nullable Cut high) {
    if (!low.above()) {
      return low.value();
    }
    if (high == null) {
      return low.value().add(BigDecimal.ONE);
    }
    return high.above() ? high.value() : low.value().add(high.value()).divide(TWO);
  }

  private static String words(Cut low, Optional<Cut> end) {
    String from = (low.above() ? "> " : ">= ") + low.value().toPlainString();
    if (end.isEmpty()) {
      return low.value().signum() == 0 && !low.above() ? "any" : from;
    }
    Cut high = end.get();
    if (low.value().compareTo(high.value()) == 0) {
      return "= " + high.value().toPlainString();
    }
    String to = (high.above() ? "<= " : "< ") + high.value().toPlainString();
    return low.value().signum() == 0 && !low.above() ? to : from + " " + to;
  }

  /** The attribute that it is. */
  public Attribute attribute() {
    return attribute;
  }

  @Override
  public String label() {
    return attribute.key();
  }

  @Override
  public int size() {
    return cells.size() + 1;
  }

  /** The atom of a request that lacks the attribute. */
  public int absent() {
    return cells.size();
  }

  @Override
  public String name(int atom) {
    return atom == absent() ? "absent" : name(atom, atom);
  }

  /** Neighbouring intervals as one, in words; neither is absence. */
  public String name(int first, int last) {
    return words(cells.get(first).low(), cells.get(last).high());
  }

  @Override
  public void put(int atom, Request.Builder request) {
    if (atom != absent()) {
      request.attribute(attribute, cells.get(atom).sample());
    }
  }

  /** The intervals inside a range, and perhaps absence. */
  public long[] atoms(NumericRange range, boolean absentToo) {
    long[] atoms = Bits.empty(size());
    for (int cell = 0; cell < cells.size(); cell++) {
      if (range.contains(cells.get(cell).sample())) {
        Bits.set(atoms, cell);
      }
    }
    if (absentToo) {
      Bits.set(atoms, absent());
    }
    return atoms;
  }
}
