package dev.policyctl.validators.check;

import java.util.List;

/** The explicit list of the checks that look at what is written, a piece at a time. */
public final class Checks {
  /** Every one, in the order of their first codes. */
  public static final List<Check> ALL =
      List.of(
          new UnknownReference(),
          new InheritanceCycle(),
          new AliasConflict(),
          new PathMismatch(),
          new DuplicateRuleId(),
          new DeprecatedEntry(),
          new UnusedEntry(),
          new MissingRegistry(),
          new EmptyCondition(),
          new DefaultAllow(),
          new IgnoredPriority(),
          new DuplicateSelectorValue(),
          new BrokenTest(),
          new UntestedPolicy());

  private Checks() {}
}
