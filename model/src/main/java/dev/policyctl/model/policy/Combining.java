package dev.policyctl.model.policy;

/** How several matching rules make one decision. */
public enum Combining {
  /** The highest priority with a match decides; within one, the strictest effect. */
  PRIORITY("priority"),
  /** Priorities are ignored: the strictest effect of all matching rules decides. */
  DENY_OVERRIDES("deny-overrides");

  private final String label;

  Combining(String label) {
    this.label = label;
  }

  /** The word in a policy. */
  public String label() {
    return label;
  }
}
