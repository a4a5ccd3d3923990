package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the raw strings of a request into the numbers of a {@link Space}. */
final class RequestResolver {
  private static final int SMALL = 8;

  /** Where the values begin in the words of a request. */
  private final int begin;

  /** By position the table of its values. */
  private final ValueTable[] tables;

  /** The values of all positions, by tag of a dimension. */
  private final WordTable numbers;

  /** By tag of a dimension its position; negative if the policy does not have it. */
  private final int[] positions = new int[Dimension.values().length];

  /** By position {@code $missing}. */
  private final int[] missing;

  /** By position {@code $unknown}, which no omitted selector accepts. */
  private final int[] unknown;

  /** Bits of the positions in which no omitted selector accepts {@code $missing}. */
  private final int required;

  /**
   * @param begin where the values begin in the words of a request for the policy's bundle
   */
  RequestResolver(Space space, int begin) {
    this.begin = begin;
    int count = space.dimensions().size();
    this.tables = new ValueTable[count];
    this.missing = new int[count];
    this.unknown = new int[count];
    Arrays.fill(positions, -1);
    List<Map<String, Integer>> byTag =
        new ArrayList<>(Collections.nCopies(positions.length, Map.of()));
    int bits = 0;
    for (int position = 0; position < count; position++) {
      ValueTable table = space.table(position);
      tables[position] = table;
      int tag = RequestWords.tag(table.dimension());
      positions[tag] = position;
      byTag.set(tag, table.numbers());
      missing[position] = table.missing();
      unknown[position] = table.unknown();
      bits |= table.dimension().required() ? 1 << position : 0;
    }
    this.required = bits;
    this.numbers = new WordTable(byTag);
  }

  /** Resolves a request that was not refused before. */
  ResolvedRequest resolve(PolicyEngine engine, Request request) {
    long[] words = request.words;
    int asserted = (int) words[RequestWords.ROLES];
    int listed = (int) words[RequestWords.CLASSES];
    int severalRoles = missing.length;
    int severalClasses = severalRoles + (asserted > 1 ? asserted : 0);
    int[] values = Arrays.copyOf(missing, severalClasses + (listed > 1 ? listed : 0));
    int role = asserted > 1 ? severalRoles : Space.ROLES;
    int listedClass = listed > 1 ? severalClasses : Space.CLASSES;
    int absent = required;
    int unregistered = 0;
    for (int at = begin; at < words.length; ) {
      long header = words[at];
      int position = positions[Words.tag(header)];
      if (position >= 0) {
        absent &= ~(1 << position);
        int value = numbers.find(words, at);
        if (value < 0) {
          value = unknown[position];
          unregistered |= 1 << position;
        }
        values[
                position == Space.ROLES
                    ? role++
                    : position == Space.CLASSES ? listedClass++ : position] =
            value;
      }
      at = Words.next(header, at);
    }
    int special = (absent | unregistered) & ~(1 << Space.CLASSES);
    List<String> dropped =
        (unregistered & 1 << Space.ROLES) == 0 ? List.of() : dropped(request.raw(Dimension.ROLES));
    return asserted > 1 || listed > 1
        ? several(engine, request, values, special, asserted, listed, dropped)
        : new ResolvedRequest(engine, request, values, special, 1, 1, dropped);
  }

  private ResolvedRequest several(
      PolicyEngine engine,
      Request request,
      int[] values,
      int unaccepted,
      int asserted,
      int listed,
      List<String> dropped) {
    int special = unaccepted;
    int end = missing.length;
    int roles = 1;
    if (asserted > 1) {
      roles = registered(values, end, distinct(values, end, end + asserted));
      values[Space.ROLES] = values[end];
      special &= values[end] == unknown[Space.ROLES] ? -1 : ~(1 << Space.ROLES);
      end += roles > 1 ? roles : 0;
    }
    int classes = 1;
    if (listed > 1) {
      int from = values.length - listed;
      classes = distinct(values, from, values.length);
      values[Space.CLASSES] = values[from];
      System.arraycopy(values, from, values, end, classes);
      end += classes > 1 ? classes : 0;
    }
    int[] fitting = end == values.length ? values : Arrays.copyOf(values, end);
    return new ResolvedRequest(engine, request, fitting, special, roles, classes, dropped);
  }

  /** Sorts the values, and brings the different ones to the front; how many these are. */
  private static int distinct(int[] values, int from, int to) {
    sort(values, from, to);
    int end = from + 1;
    for (int i = end; i < to; i++) {
      if (values[i] != values[end - 1]) {
        values[end++] = values[i];
      }
    }
    return end - from;
  }

  /** Insertion sort: hardly any request has more than two. */
  private static void sort(int[] values, int from, int to) {
    if (to - from > SMALL) {
      Arrays.sort(values, from, to);
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int value = values[i];
      int at = i;
      while (at > from && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }

  /** How many roles are left without {@code $unknown}, which sorts last, unless it stands alone. */
  private int registered(int[] values, int from, int count) {
    return count > 1 && values[from + count - 1] == unknown[Space.ROLES] ? count - 1 : count;
  }

  private List<String> dropped(String[] raw) {
    TreeSet<String> dropped = new TreeSet<>();
    for (String role : raw) {
      if (tables[Space.ROLES].resolve(role) == unknown[Space.ROLES]) {
        dropped.add(role);
      }
    }
    return List.copyOf(dropped);
  }

  /** Whether a value is one that no omitted selector accepts. */
  boolean special(int position, int value) {
    return value >= unknown[position]
        && (value == unknown[position] || (required & 1 << position) != 0);
  }

  /** The first reason that unknown or missing values give; null for none. */
  @Nullable Reason silence(ResolvedRequest request, int classification) {
    Reason first = silence(Space.CLASSES, classification);
    for (int left = request.special; left != 0; left &= left - 1) {
      int position = Integer.numberOfTrailingZeros(left);
      first = first(first, silence(position, request.values[position]));
    }
    return first;
  }

  /** The reason that a value gives if no rule accepts it; null for one that needs no reason. */
  private @Nullable Reason silence(int position, int value) {
    if (!special(position, value)) {
      return null;
    }
    Dimension dimension = tables[position].dimension();
    return value == unknown[position] ? Reason.unknown(dimension) : Reason.missing(dimension);
  }

  /** The one that takes precedence. */
  private static @Nullable Reason first(@Nullable Reason one, @Nullable Reason other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
