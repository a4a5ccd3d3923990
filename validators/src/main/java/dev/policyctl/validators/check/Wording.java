package dev.policyctl.validators.check;

import dev.policyctl.evaluator.RankedRule;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/** Words that findings of the analysis share. */
final class Wording {
  /** So many rules are named; of more the rest is counted. */
  private static final int NAMED = 4;

  private final boolean ranked;

  private Wording(boolean ranked) {
    this.ranked = ranked;
  }

  /** The words for a policy; where priorities do not count they are not mentioned. */
  static Wording of(BundleAnalysis analysis) {
    return new Wording(analysis.ranked());
  }

  /** {@code 1,204}. */
  static String number(BigInteger count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1,204 requests}, {@code 1 request}. */
  static String requests(BigInteger count) {
    return number(count) + (count.equals(BigInteger.ONE) ? " request" : " requests");
  }

  /** {@code all 1,204 requests}, {@code both requests}, {@code the one request}. */
  static String allRequests(BigInteger count) {
    if (count.equals(BigInteger.ONE)) {
      return "the one request";
    }
    return count.equals(BigInteger.TWO) ? "both requests" : "all " + requests(count);
  }

  static String quoted(RankedRule rule) {
    return "`" + rule.id() + "`";
  }

  /** {@code `a`, `b` and `c`}; of many {@code `a`, `b`, `c` and 9 more}. */
  static String list(List<RankedRule> rules) {
    int shown = rules.size() > NAMED ? NAMED - 1 : rules.size();
    List<String> words =
        new java.util.ArrayList<>(rules.stream().limit(shown).map(Wording::quoted).toList());
    if (rules.size() > shown) {
      words.add((rules.size() - shown) + " more");
    }
    if (words.size() == 1) {
      return words.get(0);
    }
    String last = words.remove(words.size() - 1);
    return String.join(", ", words) + " and " + last;
  }

  /** {@code `deny-phi` (priority 500)}. */
  String withPriority(RankedRule rule) {
    return quoted(rule) + (ranked ? " (priority " + rule.priority() + ")" : "");
  }

  /** {@code `deny-phi` (priority 500, deny)}. */
  String inFull(RankedRule rule) {
    String priority = ranked ? "priority " + rule.priority() + ", " : "";
    return quoted(rule) + " (" + priority + rule.effect().label() + ")";
  }

  /** Where to read on. */
  static String see(dev.policyctl.model.finding.FindingCode code) {
    return "; see `policyctl explain " + code.id() + "`";
  }
}
