package dev.policyctl.analysis.region;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.TimeAxis;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Says a set of times by the conditions that a policy has: {@code mon-fri 08:00-18:00
 * Europe/Zurich}. A group of instants is what it is by which conditions hold, so every set is a sum
 * of products of conditions and their opposites; few and short ones are chosen greedily.
 */
final class TimeWords {
  /** Of more conditions than these no words are made. */
  private static final int MOST_CONDITIONS = 300;

  private final TimeAxis axis;

  /** What holds often last: it is what is to stay. */
  private final List<Literal> literals = new ArrayList<>();

  /** A condition, or its opposite. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Literal(boolean opposite, long[] atoms, String words) {}

  TimeWords(TimeAxis axis) {
    this.axis = axis;
    if (axis.conditions().size() <= MOST_CONDITIONS) {
      for (TimeAxis.Condition condition : axis.conditions()) {
        condition.window().ifPresent(window -> both(condition.atoms(), words(window)));
        condition.validity().ifPresent(validity -> both(condition.atoms(), validity));
      }
    }
    literals.sort(
        Comparator.comparing((Literal literal) -> !literal.opposite())
            .thenComparing(literal -> Bits.count(literal.atoms())));
  }

  private void both(long[] atoms, String words) {
    literals.add(new Literal(false, atoms, words));
    literals.add(new Literal(true, opposite(atoms), "outside " + words));
  }

  private void both(long[] atoms, Validity validity) {
    String from = validity.from().map(TimeWords::words).orElse("");
    String until = validity.until().map(TimeWords::words).orElse("");
    String words =
        from.isEmpty()
            ? "until " + until
            : "from " + from + (until.isEmpty() ? "" : " until " + until);
    String other = "outside " + from + " until " + until;
    if (from.isEmpty() || until.isEmpty()) {
      other = from.isEmpty() ? "from " + until : "until " + from;
    }
    literals.add(new Literal(false, atoms, words));
    literals.add(new Literal(true, opposite(atoms), other));
  }

  private long[] opposite(long[] atoms) {
    return Bits.minus(Bits.full(axis.size()), atoms);
  }

  /** Words that together are just a set. */
  List<String> of(long[] set) {
    List<long[]> products = new ArrayList<>();
    List<String> words = new ArrayList<>();
    long[] left = set.clone();
    for (int atom = Bits.next(left, 0); atom >= 0; atom = Bits.next(left, atom + 1)) {
      if (Bits.get(left, atom)) {
        List<Literal> product = product(atom, set);
        if (product.isEmpty()) {
          words.add(axis.name(atom));
          products.add(only(atom));
        } else {
          words.add(String.join(" and ", product.stream().map(Literal::words).toList()));
          products.add(all(product, -1));
        }
        left = Bits.minus(left, products.get(products.size() - 1));
      }
    }
    return needed(products, words);
  }

  private long[] only(int atom) {
    long[] only = Bits.empty(axis.size());
    Bits.set(only, atom);
    return only;
  }

  /** Few conditions that hold at an atom, and nowhere outside a set; none where it has none. */
  private List<Literal> product(int atom, long[] set) {
    List<Literal> product = new ArrayList<>();
    literals.stream().filter(literal -> Bits.get(literal.atoms(), atom)).forEach(product::add);
    for (int i = 0; i < product.size(); ) {
      if (product.size() > 1 && Bits.contains(set, all(product, i))) {
        product.remove(i);
      } else {
        i++;
      }
    }
    product.sort(Comparator.comparing(Literal::opposite).thenComparing(Literal::words));
    return product;
  }

  /** Where all conditions hold, one left out. */
  private long[] all(List<Literal> product, int without) {
    long[] all = Bits.full(axis.size());
    for (int i = 0; i < product.size(); i++) {
      all = i == without ? all : Bits.and(all, product.get(i).atoms());
    }
    return all;
  }

  /** The words without those that the others say as well. */
  private List<String> needed(List<long[]> products, List<String> words) {
    List<String> needed = new ArrayList<>();
    for (int i = 0; i < products.size(); i++) {
      long[] others = Bits.empty(axis.size());
      for (int j = 0; j < products.size(); j++) {
        boolean counts = j > i || (j < i && needed.contains(words.get(j)));
        others = counts ? Bits.or(others, products.get(j)) : others;
      }
      if (!Bits.contains(others, products.get(i))) {
        needed.add(words.get(i));
      }
    }
    return needed;
  }

  private static String words(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.DAYS))
        ? instant.atZone(ZoneOffset.UTC).toLocalDate().toString()
        : instant.toString();
  }

  private static String words(TimeWindow window) {
    String hours = clock(window.fromMinute()) + "-" + clock(window.toMinute());
    boolean whole = hours.equals("00:00-24:00");
    return days(window) + (whole ? "" : " " + hours) + " " + window.zone();
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  /** {@code daily}, {@code mon-fri}, {@code mon,wed}. */
  private static String days(TimeWindow window) {
    List<DayOfWeek> days = window.days().stream().sorted().toList();
    if (days.size() == DayOfWeek.values().length) {
      return "daily";
    }
    int first = days.get(0).getValue();
    int last = days.get(days.size() - 1).getValue();
    return days.size() > 2 && last - first + 1 == days.size()
        ? day(days.get(0)) + "-" + day(days.get(days.size() - 1))
        : String.join(",", days.stream().map(TimeWords::day).toList());
  }

  private static String day(DayOfWeek day) {
    return day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT);
  }
}
