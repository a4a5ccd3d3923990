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
    List<String> parts = new ArrayList<>();
    add(parts, validation.undetermined(), "undecided", "undecided");
    add(parts, validation.count(Severity.ERROR), "error", "errors");
    add(parts, validation.count(Severity.WARNING), "warning", "warnings");
    add(parts, validation.count(Severity.NOTE), "note", "notes");
    String found = parts.isEmpty() ? "no findings" : String.join(", ", parts);
    return validation.suppressed().isEmpty()
        ? found
        : found + ", " + validation.suppressed().size() + " suppressed";
  }

  private static void add(List<String> parts, long count, String singular, String plural) {
    if (count > 0) {
      parts.add(of(count, singular, plural));
    }
  }
}
