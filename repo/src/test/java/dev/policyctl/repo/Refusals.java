package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.OperationalException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Assertions about what is refused, and with which advice. */
final class Refusals {
  private Refusals() {}

  /** Holds a call to be refused as wrong usage, in these words; the hint. */
  static String usage(ThrowingCallable call, String message) {
    return refused(call, OperationalException.Kind.USAGE, message);
  }

  /** Holds a call to be left undecided, in these words; the hint. */
  static String undecided(ThrowingCallable call, String message) {
    return refused(call, OperationalException.Kind.UNDECIDED, message);
  }

  private static String refused(
      ThrowingCallable call, OperationalException.Kind kind, String message) {
    AtomicReference<String> hint = new AtomicReference<>("");
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OperationalException.class,
            e -> {
              Assertions.assertThat(e).hasMessage(message);
              Assertions.assertThat(e.kind()).isEqualTo(kind);
              Assertions.assertThat(e.hint()).isNotEmpty().doesNotContain("\n");
              hint.set(e.hint());
            });
    return hint.get();
  }
}
