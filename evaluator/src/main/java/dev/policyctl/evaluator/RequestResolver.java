package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the raw strings of a request into the numbers of a {@link Space}. */
final class RequestResolver {
  private final Space space;

  RequestResolver(Space space) {
    this.space = space;
  }

  /** Resolves a request that was not refused before. */
  ResolvedRequest resolve(PolicyEngine engine, Request request) {
    int positions = space.dimensions().size();
    int[] values = new int[positions];
    for (int position = 0; position < positions; position++) {
      if (position != Space.ROLES && position != Space.CLASSES) {
        String[] raw = raw(request, position);
        ValueTable table = space.table(position);
        values[position] = raw.length == 0 ? table.missing() : table.resolve(raw[0]);
      }
    }
    int[] asserted = numbers(raw(request, Space.ROLES), space.table(Space.ROLES));
    int[] roles = registered(asserted);
    List<String> dropped =
        roles.length == asserted.length && roles[roles.length - 1] != unknownRole()
            ? List.of()
            : dropped(raw(request, Space.ROLES));
    int[] classes = numbers(raw(request, Space.CLASSES), space.table(Space.CLASSES));
    values[Space.ROLES] = roles[0];
    values[Space.CLASSES] = classes[0];
    int special = special(values);
    return new ResolvedRequest(
        engine,
        request,
        values,
        special,
        roles,
        classes,
        dropped,
        special == 0 ? null : silence(values));
  }

  private String[] raw(Request request, int position) {
    return request.raw(space.dimensions().get(position));
  }

  /** The values, ascending, without repetition; {@code $missing} where there is none. */
  private static int[] numbers(String[] raw, ValueTable table) {
    if (raw.length == 0) {
      return new int[] {table.missing()};
    }
    int[] numbers = new int[raw.length];
    for (int i = 0; i < raw.length; i++) {
      numbers[i] = table.resolve(raw[i]);
    }
    if (numbers.length == 1) {
      return numbers;
    }
    Arrays.sort(numbers);
    int size = 1;
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] != numbers[i - 1]) {
        numbers[size++] = numbers[i];
      }
    }
    return size == numbers.length ? numbers : Arrays.copyOf(numbers, size);
  }

  private int unknownRole() {
    return space.table(Space.ROLES).unknown();
  }

  /** Without {@code $unknown}, which sorts last, unless it stands alone. */
  private int[] registered(int[] asserted) {
    int last = asserted.length - 1;
    return last > 0 && asserted[last] == unknownRole() ? Arrays.copyOf(asserted, last) : asserted;
  }

  private List<String> dropped(String[] raw) {
    TreeSet<String> dropped = new TreeSet<>();
    for (String role : raw) {
      if (space.table(Space.ROLES).resolve(role) == unknownRole()) {
        dropped.add(role);
      }
    }
    return List.copyOf(dropped);
  }

  /** Bits of the positions, but classifications, whose value no omitted selector accepts. */
  private int special(int[] values) {
    int special = 0;
    for (int position = 0; position < values.length; position++) {
      if (position != Space.CLASSES && !space.omitted(position).get(values[position])) {
        special |= 1 << position;
      }
    }
    return special;
  }

  /** The first reason that unknown or missing values give, classifications left aside. */
  private @Nullable Reason silence(int[] values) {
    Reason first = null;
    for (int position = 0; position < values.length; position++) {
      if (position != Space.CLASSES) {
        first = first(first, silence(position, values[position]));
      }
    }
    return first;
  }

  /** The reason that a value gives if no rule accepts it; null for one that needs no reason. */
  @Nullable Reason silence(int position, int value) {
    ValueTable table = space.table(position);
    Dimension dimension = table.dimension();
    if (value == table.unknown()) {
      return Reason.unknown(dimension);
    }
    return value == table.missing() && dimension.required() ? Reason.missing(dimension) : null;
  }

  /** The one that takes precedence. */
  static @Nullable Reason first(@Nullable Reason one, @Nullable Reason other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.compareTo(other) <= 0 ? one : other;
  }
}
