package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessAnswer;
import dev.policyctl.analysis.query.AccessRegion;
import dev.policyctl.analysis.query.OutcomeCounts;
import dev.policyctl.analysis.query.Standing;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.model.policy.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words of answers. */
final class QueryText {
  private QueryText() {}

  static String outcome(Outcome outcome) {
    return outcome == Outcome.REQUIRE_APPROVAL ? "approval" : outcome.label();
  }

  static String standing(Standing standing) {
    return switch (standing) {
      case ALWAYS -> "always";
      case SOMETIMES -> "in some cases";
      case APPROVAL -> "with approval";
      case NEVER -> "never";
      case UNDETERMINED -> "undetermined";
    };
  }

  /** {@code 96 of 1,204 combinations allowed, 12 with approval, 4 by numbers or time}. */
  static String counts(OutcomeCounts counts) {
    List<String> parts = new ArrayList<>();
    parts.add(number(counts.always(Outcome.ALLOW)) + " allowed");
    add(parts, counts.always(Outcome.REQUIRE_APPROVAL), "with approval");
    add(parts, counts.maybeAllowed(), "allowed by numbers or time");
    add(parts, counts.maybeApproved(), "with approval by numbers or time");
    add(parts, counts.always(Outcome.DENY), "denied");
    return combinations(counts.combinations()) + ": " + String.join(", ", parts);
  }

  /** How much of a group is in no region. */
  static String more(AccessAnswer.Group group) {
    return Counts.of(group.moreRegions(), group.regions().isEmpty() ? "part" : "more part")
        + " only counted";
  }

  static String combinations(BigInteger count) {
    return number(count) + (count.equals(BigInteger.ONE) ? " combination" : " combinations");
  }

  /** What was not looked at, a line each, and what helps. */
  static void unexplored(List<List<Extent>> open, int most, StringBuilder out) {
    for (List<Extent> box : open.subList(0, Math.min(most, open.size()))) {
      out.append("  ")
          .append(Terminal.safe(box.isEmpty() ? "everything" : extents(box)))
          .append('\n');
    }
    if (open.size() > most) {
      out.append("  … and ").append(Counts.of(open.size() - most, "more part")).append('\n');
    }
    out.append("  help: ask about less, or raise --budget\n");
  }

  private static void add(List<String> parts, BigInteger count, String what) {
    if (count.signum() > 0) {
      parts.add(number(count) + " " + what);
    }
  }

  static String number(BigInteger number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static List<String> obligations(AccessRegion region) {
    return region.verdict().obligations().stream().map(DecisionObligation::id).toList();
  }

  /** The first of some words, and how many more there are. */
  static List<String> few(List<String> words, int most) {
    if (words.size() <= most + 1) {
      return words;
    }
    List<String> few = new ArrayList<>(words.subList(0, most));
    few.add(String.format(Locale.ROOT, "… %,d more", words.size() - most));
    return few;
  }

  /** {@code model openai/gpt-4o, classification phi}. */
  static String extents(List<Extent> extents) {
    return extents.stream()
        .map(extent -> extent.axis() + " " + String.join(" or ", few(extent.values(), 6)))
        .collect(java.util.stream.Collectors.joining(", "));
  }
}
