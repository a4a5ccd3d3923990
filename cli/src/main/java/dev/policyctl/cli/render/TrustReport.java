package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Severity;
import dev.policyctl.trust.TrustDefect;
import dev.policyctl.trust.TrustReading;
import dev.policyctl.trust.TrustReview;
import java.util.List;
import java.util.Optional;

/**
 * What {@code trust list} and {@code trust check} report.
 *
 * @param root how the user names the policy root
 * @param source what was read: {@code work tree} or a revision
 * @param at the moment that keys were judged at, RFC 3339
 * @param review nothing where no trust is configured, or none that can be read
 */
public record TrustReport(
    String root, String source, String at, TrustReading reading, Optional<TrustReview> review) {

  /** What is wrong besides the findings of the reading, in order. */
  public List<TrustDefect> defects() {
    return review.map(TrustReview::defects).orElse(List.of());
  }

  /** How many findings and defects have a severity; what could not be decided is none of them. */
  public long count(Severity severity) {
    return reading.findings().stream()
            .filter(f -> f.severity() == severity && !f.code().undetermined())
            .count()
        + defects().stream().filter(defect -> defect.severity() == severity).count();
  }

  /** How many findings say that something could not be decided. */
  public long undetermined() {
    return reading.findings().stream().filter(f -> f.code().undetermined()).count();
  }

  /** {@code acme (work tree, at 2026-11-23T02:58:25Z)}. */
  String head() {
    return root + " (" + source + ", at " + at + ")";
  }

  /** {@code 2 people, 3 keys, 1 quorum}; says so where nothing is configured. */
  String scope() {
    if (review.isEmpty()) {
      return reading.complete()
          ? "signatures are not configured: `.policyctl.yaml` has no `trust`"
          : "what `.policyctl.yaml` says of trust cannot be read";
    }
    return String.join(
        ", ",
        Counts.of(review.get().people().size(), "person", "people"),
        Counts.of(review.get().people().stream().mapToLong(p -> p.keys().size()).sum(), "key"),
        Counts.of(review.get().quorum().size(), "quorum", "quorums"));
  }

  /** {@code 2 errors, 1 note}; {@code no findings} where there are none. */
  String summary() {
    return Counts.summary(
        undetermined(), count(Severity.ERROR), count(Severity.WARNING), count(Severity.NOTE));
  }
}
