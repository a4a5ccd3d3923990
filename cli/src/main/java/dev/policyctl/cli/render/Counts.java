package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Severity;
import dev.policyctl.validators.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Numbers in words. */
public final class Counts {
  private Counts() {}

  /** {@code 1 error}, {@code 1,204 errors}. */
  public static String of(long count, String singular, String plural) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? singular : plural);
  }

  /** As above, where the plural has an s. */
  public static String of(long count, String singular) {
    return of(count, singular, singular + "s");
  }

  /** {@code 2 errors, 1 warning, 3 suppressed}; {@code no findings} where there are none. */
  public static String summary(Validation validation) {
    String found =
        summary(
            validation.undetermined(),
            validation.count(Severity.ERROR),
            validation.count(Severity.WARNING),
            validation.count(Severity.NOTE));
    return validation.suppressed().isEmpty()
        ? found
        : found + ", " + validation.suppressed().size() + " suppressed";
  }

  /** {@code 2 errors, 1 warning}; {@code no findings} where there are none. */
  static String summary(long undetermined, long errors, long warnings, long notes) {
    List<String> parts = new ArrayList<>();
    add(parts, undetermined, "undecided", "undecided");
    add(parts, errors, "error", "errors");
    add(parts, warnings, "warning", "warnings");
    add(parts, notes, "note", "notes");
    return parts.isEmpty() ? "no findings" : String.join(", ", parts);
  }

  private static void add(List<String> parts, long count, String singular, String plural) {
    if (count > 0) {
      parts.add(of(count, singular, plural));
    }
  }
}
