package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Shift;
import dev.policyctl.analysis.change.StructuralChange.Kind;
import dev.policyctl.analysis.change.Transition;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.model.policy.SemanticVersion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Differences in words; the user's own stand in backticks. */
final class DiffWords {
  /** More values of one axis are counted. */
  private static final int MOST_VALUES = 8;

  private static final int MOST_TIMES = 2;

  private static final String ARROW = " → ";

  private DiffWords() {}

  /** What a reviewer needs first, without the policy's name and the impact. */
  static String sentence(BundleDiff bundle) {
    ChangeReport change = bundle.change();
    List<String> parts = new ArrayList<>();
    change.decisions().transitions().forEach(t -> parts.add(transition(t)));
    long outside = change.structural().stream().filter(c -> !isOneSided(c.kind())).count();
    if (parts.isEmpty()) {
      parts.add(change.complete() ? "every request is decided alike" : "an unknown number");
    }
    if (outside > 0) {
      parts.add(
          Counts.of(outside, "change that no request shows", "changes that no request shows"));
    }
    String lead = change.complete() ? "" : "at least ";
    return lead + String.join(", ", parts) + "; " + bump(bundle);
  }

  static boolean isOneSided(Kind kind) {
    return kind == Kind.POLICY_ADDED || kind == Kind.POLICY_REMOVED;
  }

  /** {@code 1,204 combinations (4,816 requests) deny → allow (and 16 for two roles)}. */
  static String transition(Transition transition) {
    String shift =
        transition.from() == transition.to()
            ? transition.to().label() + " with other obligations"
            : transition.from().label() + ARROW + transition.to().label();
    boolean pairs = transition.twoRoles().signum() > 0;
    if (transition.combinations().signum() == 0) {
      return count(transition.twoRoles(), "combination") + " of two roles " + shift;
    }
    String cells =
        transition.requests().equals(transition.combinations())
            ? ""
            : " (" + count(transition.requests(), "request") + " with numbers and time)";
    return count(transition.combinations(), "combination")
        + cells
        + " "
        + shift
        + (pairs ? " (and " + number(transition.twoRoles()) + " for two roles)" : "");
  }

  static String number(BigInteger number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String count(BigInteger count, String singular) {
    return number(count) + " " + singular + (count.equals(BigInteger.ONE) ? "" : "s");
  }

  /** {@code required bump: minor (2.14.3 → 2.15.0)}. */
  static String bump(BundleDiff bundle) {
    Optional<Kind> oneSided = bundle.change().oneSided();
    if (oneSided.isPresent()) {
      return oneSided.get() == Kind.POLICY_ADDED
          ? "the policy is new" + bundle.versionAfter().map(v -> " (" + v + ")").orElse("")
          : "the policy is gone";
    }
    String versions =
        bundle
            .next()
            .map(
                next ->
                    " ("
                        + bundle.bump().from().map(SemanticVersion::toString).orElse("")
                        + ARROW
                        + next
                        + (bundle.declared()
                            ? ", declared " + bundle.versionAfter().orElse("")
                            : "; it declares " + bundle.versionAfter().orElse(""))
                        + ")")
            .orElse("");
    String since = bundle.bump().release().map(tag -> " since `" + tag + "`").orElse("");
    String unusable =
        bundle
            .bump()
            .unusable()
            .map(
                release ->
                    " since the base; since the release `"
                        + release.tag()
                        + "`, "
                        + release.why()
                        + ", it is not known")
            .orElse("");
    return "required bump" + since + ": " + bundle.bumpLabel() + versions + unusable;
  }

  /** {@code deny → allow + redact pii-standard}. */
  static String shift(Shift shift) {
    return verdict(shift.before()) + ARROW + verdict(shift.after());
  }

  private static String verdict(Verdict verdict) {
    return verdict.outcome().label()
        + verdict.obligations().stream()
            .map(o -> " + " + o.action().label() + " " + o.argument())
            .collect(Collectors.joining());
  }

  /** The axes that a region is confined to: {@code role `contractor` × model `openai/gpt-4o`}. */
  static String extents(List<Extent> extents, List<String> secondRoles) {
    List<String> parts = new ArrayList<>();
    if (!secondRoles.isEmpty()) {
      parts.add("with a second role " + values(secondRoles));
    }
    extents.forEach(e -> parts.add(e.axis() + " " + values(e.values(), most(e.axis()))));
    return parts.isEmpty() ? "everything" : String.join(" × ", parts);
  }

  /** Cells of time are many, and say little. */
  private static int most(String axis) {
    return axis.equals("time") ? MOST_TIMES : MOST_VALUES;
  }

  private static String values(List<String> values) {
    return values(values, MOST_VALUES);
  }

  private static String values(List<String> values, int most) {
    String listed =
        values.stream()
            .limit(most)
            .map(value -> "`" + value + "`")
            .collect(Collectors.joining(", "));
    return values.size() > most ? listed + " and " + (values.size() - most) + " more" : listed;
  }

  /** The rules that decide, or the default. */
  static String rules(List<String> rules) {
    return rules.isEmpty() ? "no rule" : values(rules);
  }

  /** {@code 3 policies unchanged: dev/acme, …}. */
  static String unchanged(List<BundleDiff> bundles) {
    return Counts.of(bundles.size(), "policy", "policies")
        + " unchanged: "
        + bundles.stream().map(b -> b.bundle().toString()).collect(Collectors.joining(", "));
  }

  /** {@code base: prod/acme: why}. */
  static String problem(DiffReport.Problem problem) {
    return (problem.base() ? "base: " : "head: ")
        + problem.bundle().map(bundle -> bundle + ": ").orElse("")
        + problem.message();
  }
}
