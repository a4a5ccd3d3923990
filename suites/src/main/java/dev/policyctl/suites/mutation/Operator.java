package dev.policyctl.suites.mutation;

import java.util.Locale;

/** What kind of mistake a mutant has, in the order in which they are made of a rule. */
public enum Operator {
  /** The rule is gone. */
  DROP_RULE(false),
  /** It says something else. */
  FLIP_EFFECT(true),
  /** It no longer accepts a value that it lists. */
  DROP_VALUE(false),
  /** It accepts one value more. */
  ADD_VALUE(true),
  /** A bound of a number is on the other side of its value, or one step off. */
  SHIFT_BOUND(true),
  /** An end of a time window is a minute off. */
  SHIFT_TIME(true),
  /** An end of the validity is a second off. */
  SHIFT_VALIDITY(true),
  /** It and the next rule below that it overlaps have each other's priority. */
  SWAP_PRIORITY(false),
  /** It demands less. */
  DROP_OBLIGATION(false);

  private final boolean wider;

  Operator(boolean wider) {
    this.wider = wider;
  }

  /** The word in a mutant's id: {@code drop-value}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether the rule may then match what it did not match before. A flipped effect may: a condition
   * on a number that a request lacks holds for denials, and not for allows.
   */
  public boolean wider() {
    return wider;
  }
}
