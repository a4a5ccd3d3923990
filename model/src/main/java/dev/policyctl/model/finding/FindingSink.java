package dev.policyctl.model.finding;

/** Where findings go. */
@FunctionalInterface
public interface FindingSink {

  /** Takes a finding; never throws, never stops the one that reports. */
  void report(Finding finding);

  /** Takes a finding that needs no more than its builder holds. */
  default void report(Finding.Builder finding) {
    report(finding.build());
  }
}
