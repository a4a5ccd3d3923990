package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import java.math.BigDecimal;

/**
 * What rules demand beyond their selectors, in {@code when} or by their validity, as numbers in one
 * array. A demand is a word of bits, and then the parts that the bits name, in their order; {@link
 * ConditionsBuilder} writes them. Demands that are equal stand there once.
 */
final class RuleConditions {
  /** The demand that everything meets. */
  static final int NONE = 0;

  /** Bits of the attributes that have a range: two words each, the least and the largest code. */
  static final int ATTRIBUTES = 0xFF;

  /** Whether absence meets the ranges. */
  static final int HOLDS_ON_ABSENCE = 1 << 8;

  /** A validity: seconds and nanoseconds of its start, and likewise of its end. */
  static final int VALID = 1 << 9;

  /** A time window: the place of its clock, its minutes, the days on which it starts. */
  static final int WINDOW = 1 << 10;

  /** A range whose bounds have no code: its attribute, and its place among such ranges. */
  static final int EXACT = 1 << 11;

  static final int VALID_WORDS = 4;
  static final int WINDOW_WORDS = 4;

  private static final int MINUTES_A_DAY = 24 * 60;

  private final long[] demands;
  private final ZoneClocks.Clock[] clocks;
  private final NumericRange[] exact;

  RuleConditions(long[] demands, ZoneClocks.Clock[] clocks, NumericRange[] exact) {
    this.demands = demands;
    this.clocks = clocks;
    this.exact = exact;
  }

  /**
   * Whether a request meets a demand.
   *
   * @param demand its place
   */
  boolean hold(int demand, ResolvedRequest request) {
    int bits = (int) demands[demand];
    int at = demand + 1;
    long[] words = request.words;
    for (int left = bits & ATTRIBUTES; left != 0; left &= left - 1) {
      long code = words[RequestWords.ATTRIBUTES + Integer.numberOfTrailingZeros(left)];
      if (code < demands[at] || code > demands[at + 1]) {
        if (code != AttributeCode.ABSENT || (bits & HOLDS_ON_ABSENCE) == 0) {
          return false;
        }
      }
      at += 2;
    }
    return bits <= (ATTRIBUTES | HOLDS_ON_ABSENCE) || others(bits, at, request);
  }

  private boolean others(int bits, int start, ResolvedRequest request) {
    int at = start;
    if ((bits & VALID) != 0) {
      if (!valid(at, request.words)) {
        return false;
      }
      at += VALID_WORDS;
    }
    if ((bits & WINDOW) != 0) {
      if (!inWindow(at, request.words)) {
        return false;
      }
      at += WINDOW_WORDS;
    }
    return (bits & EXACT) == 0
        || inExactRanges(at, (bits & HOLDS_ON_ABSENCE) != 0, request.request);
  }

  private boolean valid(int at, long[] words) {
    long seconds = words[RequestWords.SECONDS];
    long nanos = words[RequestWords.NANOS];
    return !before(seconds, nanos, demands[at], demands[at + 1])
        && before(seconds, nanos, demands[at + 2], demands[at + 3]);
  }

  private static boolean before(long seconds, long nanos, long otherSeconds, long otherNanos) {
    return seconds < otherSeconds || (seconds == otherSeconds && nanos < otherNanos);
  }

  private boolean inWindow(int at, long[] words) {
    int minuteOfWeek = clocks[(int) demands[at]].minuteOfWeek(words[RequestWords.SECONDS]);
    long from = demands[at + 1];
    long to = demands[at + 2];
    int starts = (int) demands[at + 3];
    int day = minuteOfWeek / MINUTES_A_DAY;
    int minute = minuteOfWeek % MINUTES_A_DAY;
    boolean startsToday = (starts >> day & 1) != 0;
    if (from < to) {
      return startsToday && minute >= from && minute < to;
    }
    boolean startedYesterday = (starts >> (day + 6) % 7 & 1) != 0;
    return (minute >= from && startsToday) || (minute < to && startedYesterday);
  }

  /** The word before the ranges says how many there are. */
  private boolean inExactRanges(int at, boolean holdsOnAbsence, Request request) {
    int count = (int) demands[at];
    for (int i = 1; i <= count; i++) {
      Attribute attribute = RequestWords.attribute((int) (demands[at + i] >>> Integer.SIZE));
      BigDecimal value = request.attributeOrNull(attribute);
      if (value == null ? !holdsOnAbsence : !exact[(int) demands[at + i]].contains(value)) {
        return false;
      }
    }
    return true;
  }
}
