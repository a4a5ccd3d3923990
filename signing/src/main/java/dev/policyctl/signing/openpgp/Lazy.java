package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.SigningException;
import java.util.Optional;

/** A value, or the reason why there is none, found out once and when it is first asked for. */
final class Lazy<T> {
  /** Finds it out. */
  interface Source<T> {
    T get() throws SigningException;
  }

  private final Source<T> source;
  private Optional<T> value = Optional.empty();
  private Optional<SigningException> failure = Optional.empty();

  Lazy(Source<T> source) {
    this.source = source;
  }

  synchronized T get() throws SigningException {
    if (value.isEmpty() && failure.isEmpty()) {
      try {
        value = Optional.of(source.get());
      } catch (SigningException e) {
        failure = Optional.of(e);
      }
    }
    if (failure.isPresent()) {
      SigningException first = failure.get();
      throw new SigningException(first.refusal(), String.valueOf(first.getMessage()), first);
    }
    return value.orElseThrow();
  }
}
