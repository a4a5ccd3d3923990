package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the raw strings of a request into the numbers of a {@link Space}. */
final class RequestResolver {
  /** Where the values begin in the words of a request. */
  private final int begin;

  /** By position the table of its values. */
  private final ValueTable[] tables;

  /** By tag of a dimension its position; negative if the policy does not have it. */
  private final int[] positions = new int[Dimension.values().length];

  /** By position {@code $missing}. */
  private final int[] missing;

  /** By position the values that no omitted selector accepts: from, and up to but not including. */
  private final int[] specialFrom;

  private final int[] specialTo;

  /**
   * @param begin where the values begin in the words of a request for the policy's bundle
   */
  RequestResolver(Space space, int begin) {
    this.begin = begin;
    int count = space.dimensions().size();
    this.tables = new ValueTable[count];
    this.missing = new int[count];
    this.specialFrom = new int[count];
    this.specialTo = new int[count];
    Arrays.fill(positions, -1);
    for (int position = 0; position < count; position++) {
      ValueTable table = space.table(position);
      tables[position] = table;
      positions[RequestWords.tag(table.dimension())] = position;
      missing[position] = table.missing();
      specialFrom[position] = table.unknown();
      specialTo[position] = table.size() - (table.dimension().required() ? 0 : 1);
    }
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
    for (int at = begin; at < words.length; ) {
      long header = words[at];
      int position = positions[Words.tag(header)];
      if (position >= 0) {
        int value = tables[position].resolve(words, at);
        if (position == Space.ROLES) {
          values[role++] = value;
        } else if (position == Space.CLASSES) {
          values[listedClass++] = value;
        } else {
          values[position] = value;
        }
      }
      at = Words.next(header, at);
    }
    return asserted > 1 || listed > 1
        ? several(engine, request, values, asserted, listed)
        : resolved(engine, request, values, 1, 1);
  }

  private ResolvedRequest several(
      PolicyEngine engine, Request request, int[] values, int asserted, int listed) {
    int end = missing.length;
    int roles = 1;
    if (asserted > 1) {
      roles = registered(values, end, distinct(values, end, end + asserted));
      values[Space.ROLES] = values[end];
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
    return resolved(engine, request, fitting, roles, classes);
  }

  /** Sorts the values, and brings the different ones to the front; how many these are. */
  private static int distinct(int[] values, int from, int to) {
    Arrays.sort(values, from, to);
    int end = from + 1;
    for (int i = end; i < to; i++) {
      if (values[i] != values[end - 1]) {
        values[end++] = values[i];
      }
    }
    return end - from;
  }

  /** How many roles are left without {@code $unknown}, which sorts last, unless it stands alone. */
  private int registered(int[] values, int from, int count) {
    return count > 1 && values[from + count - 1] == unknownRole() ? count - 1 : count;
  }

  private ResolvedRequest resolved(
      PolicyEngine engine, Request request, int[] values, int roles, int classes) {
    int special = special(values);
    boolean dropped = values[Space.ROLES] == unknownRole();
    if (!dropped && words(request, RequestWords.ROLES) > roles) {
      dropped = true;
    }
    return new ResolvedRequest(
        engine,
        request,
        values,
        special,
        roles,
        classes,
        dropped ? dropped(request.raw(Dimension.ROLES)) : List.of(),
        special == 0 ? null : silence(values));
  }

  private static long words(Request request, int at) {
    return request.words[at];
  }

  private int unknownRole() {
    return tables[Space.ROLES].unknown();
  }

  private List<String> dropped(String[] raw) {
    TreeSet<String> dropped = new TreeSet<>();
    for (String role : raw) {
      if (tables[Space.ROLES].resolve(role) == unknownRole()) {
        dropped.add(role);
      }
    }
    return List.copyOf(dropped);
  }

  /** Bits of the positions, but classifications, whose value no omitted selector accepts. */
  private int special(int[] values) {
    int special = 0;
    for (int position = 0; position < missing.length; position++) {
      if (position != Space.CLASSES && special(position, values[position])) {
        special |= 1 << position;
      }
    }
    return special;
  }

  /** Whether a value is one that no omitted selector accepts. */
  boolean special(int position, int value) {
    return value >= specialFrom[position] && value < specialTo[position];
  }

  /** The first reason that unknown or missing values give, classifications left aside. */
  private @Nullable Reason silence(int[] values) {
    Reason first = null;
    for (int position = 0; position < missing.length; position++) {
      if (position != Space.CLASSES) {
        first = first(first, silence(position, values[position]));
      }
    }
    return first;
  }

  /** The reason that a value gives if no rule accepts it; null for one that needs no reason. */
  @Nullable Reason silence(int position, int value) {
    if (!special(position, value)) {
      return null;
    }
    Dimension dimension = tables[position].dimension();
    return value == tables[position].unknown()
        ? Reason.unknown(dimension)
        : Reason.missing(dimension);
  }

  /** The one that takes precedence. */
  static @Nullable Reason first(@Nullable Reason one, @Nullable Reason other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
