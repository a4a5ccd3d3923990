package dev.policyctl.analysis.change;

import java.util.List;
import java.util.Locale;

/** What a change means for those who send requests. */
public enum Impact {
  /** Something is let through that was not, and nothing is shut out. */
  BROADENING,
  /** Something is shut out, and nothing new is let through. */
  NARROWING,
  /** Both, or something that cannot be compared. */
  MIXED,
  /** The same is let through, with other obligations. */
  OBLIGATIONS,
  /** Every request is decided alike. */
  NEUTRAL;

  /** The word in reports: {@code broadening}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether something is let through that was not. */
  public boolean broadens() {
    return this == BROADENING || this == MIXED;
  }

  /** Whether something is shut out. */
  public boolean narrows() {
    return this == NARROWING || this == MIXED;
  }

  /** The impact of what was found; of what was not looked at to the end, the worst. */
  static Impact of(DecisionDiff.Answer decisions, List<StructuralChange> structural) {
    boolean broadens = structural.stream().anyMatch(change -> change.kind().broadens());
    boolean narrows = structural.stream().anyMatch(change -> change.kind().narrows());
    boolean obligations =
        structural.stream().anyMatch(c -> c.kind() == StructuralChange.Kind.TUNING);
    for (Transition transition : decisions.transitions()) {
      broadens |= transition.broadens();
      narrows |= transition.narrows();
      obligations |= transition.from() == transition.to();
    }
    if (!decisions.complete() || (broadens && narrows)) {
      return MIXED;
    }
    if (broadens || narrows) {
      return broadens ? BROADENING : NARROWING;
    }
    return obligations ? OBLIGATIONS : NEUTRAL;
  }
}
