package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessMatrix;
import dev.policyctl.analysis.query.OutcomeCounts;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words of matrices. */
final class MatrixText {
  private MatrixText() {}

  /** {@code allow}, {@code deny}, {@code approval}, {@code mixed}. */
  static String kind(Optional<OutcomeCounts> cell) {
    if (cell.isEmpty()) {
      return "undetermined";
    }
    for (Outcome outcome : Outcome.values()) {
      if (cell.get().all(outcome)) {
        return QueryText.outcome(outcome);
      }
    }
    return cell.get().combinations().signum() == 0 ? "empty" : "mixed";
  }

  /** How many are let in, where it is not all or none. */
  static List<String> parts(OutcomeCounts counts) {
    List<String> parts = new ArrayList<>();
    add(parts, counts.always(Outcome.ALLOW), "allow");
    add(parts, counts.always(Outcome.REQUIRE_APPROVAL), "approval");
    add(parts, counts.maybeAllowed(), "maybe allow");
    add(parts, counts.maybeApproved(), "maybe approval");
    return parts;
  }

  private static void add(List<String> parts, java.math.BigInteger count, String what) {
    if (count.signum() > 0) {
      parts.add(QueryText.number(count) + " " + what);
    }
  }

  /** {@code team-*}{@code /user (1,200)}. */
  static List<String> values(AccessMatrix.Values values, int most) {
    List<String> words = new ArrayList<>(QueryText.few(values.words(), most));
    boolean hidden = values.names().size() > values.words().size();
    if (hidden) {
      int last = words.size() - 1;
      words.set(
          last, String.format(Locale.ROOT, "%s (%,d)", words.get(last), values.names().size()));
    }
    return words;
  }
}
