package dev.policyctl.trust;

import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.finding.Span;
import java.util.Comparator;
import java.util.Optional;

/**
 * What is wrong, or worth knowing, about who is trusted. Ordered by place, the worst first of one.
 *
 * @param span in {@code .policyctl.yaml} or a file of {@code trust/}
 * @param message one line, lower case, no full stop, the user's words in backticks
 * @param help what to do about it
 */
public record TrustDefect(Severity severity, Span span, String message, Optional<String> help)
    implements Comparable<TrustDefect> {

  private static final Comparator<TrustDefect> ORDER =
      Comparator.comparing(TrustDefect::span)
          .thenComparing(TrustDefect::severity)
          .thenComparing(TrustDefect::message)
          .thenComparing(defect -> defect.help.orElse(""));

  static TrustDefect error(Span span, String message, String help) {
    return new TrustDefect(Severity.ERROR, span, message, Optional.of(help));
  }

  static TrustDefect warning(Span span, String message, String help) {
    return new TrustDefect(Severity.WARNING, span, message, Optional.of(help));
  }

  static TrustDefect note(Span span, String message, String help) {
    return new TrustDefect(Severity.NOTE, span, message, Optional.of(help));
  }

  @Override
  public int compareTo(TrustDefect other) {
    return ORDER.compare(this, other);
  }
}
