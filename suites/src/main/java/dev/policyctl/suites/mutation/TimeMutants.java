package dev.policyctl.suites.mutation;

import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** Mistakes in times: an end of a window that is a minute off, one of a validity a second. */
final class TimeMutants {
  private static final int DAY = 24 * 60;

  private TimeMutants() {}

  /** The mutants of a rule's window; an end stays within its day. */
  static void window(Subject subject, Consumer<Mutant> sink) {
    Optional<TimeWindow> time = subject.rule().when().time();
    if (time.isEmpty()) {
      return;
    }
    TimeWindow old = time.get();
    for (int step : List.of(-1, 1)) {
      int from = old.fromMinute() + step;
      if (from >= 0 && from < DAY) {
        window(subject, old, from, old.toMinute(), "from", clock(from), sink);
      }
    }
    for (int step : List.of(-1, 1)) {
      int to = old.toMinute() + step;
      if (to >= 1 && to <= DAY) {
        window(subject, old, old.fromMinute(), to, "to", clock(to), sink);
      }
    }
  }

  private static void window(
      Subject subject,
      TimeWindow old,
      int from,
      int to,
      String key,
      String value,
      Consumer<Mutant> sink) {
    String before = clock(key.equals("from") ? old.fromMinute() : old.toMinute());
    TimeWindow shifted = new TimeWindow(old.span(), old.days(), from, to, old.zone());
    sink.accept(
        subject.replaced(
            Operator.SHIFT_TIME,
            key + "-" + value,
            old.span(),
            "`" + key + "` " + value + " in place of " + before,
            subject.with(new Conditions(subject.rule().when().ranges(), Optional.of(shifted)))));
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  /** The mutants of a rule's validity. */
  static void validity(Subject subject, Consumer<Mutant> sink) {
    Optional<Validity> validity = subject.rule().validity();
    if (validity.isEmpty()) {
      return;
    }
    Validity old = validity.get();
    for (int step : List.of(-1, 1)) {
      Optional<Instant> from = old.from().map(instant -> instant.plusSeconds(step));
      from.ifPresent(
          instant ->
              validity(subject, old, new Validity(old.span(), from, old.until()), "from", sink));
    }
    for (int step : List.of(-1, 1)) {
      Optional<Instant> until = old.until().map(instant -> instant.plusSeconds(step));
      until.ifPresent(
          instant ->
              validity(subject, old, new Validity(old.span(), old.from(), until), "until", sink));
    }
  }

  private static void validity(
      Subject subject, Validity old, Validity shifted, String key, Consumer<Mutant> sink) {
    boolean from = key.equals("from");
    String before = (from ? old.from() : old.until()).map(Instant::toString).orElse("");
    String after = (from ? shifted.from() : shifted.until()).map(Instant::toString).orElse("");
    sink.accept(
        subject.replaced(
            Operator.SHIFT_VALIDITY,
            key + "-" + after,
            old.span(),
            "`" + key + "` " + after + " in place of " + before,
            subject.with(shifted)));
  }
}
