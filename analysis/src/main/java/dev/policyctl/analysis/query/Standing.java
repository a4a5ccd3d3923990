package dev.policyctl.analysis.query;

/** How far requests of a kind get. */
public enum Standing {
  /** Every one is allowed, with registered values in all dimensions that were left open. */
  ALWAYS,
  /** Some are allowed. */
  SOMETIMES,
  /** None is allowed, and some are with an approval. */
  APPROVAL,
  /** All are denied. */
  NEVER,
  /** The budget did not suffice to tell. */
  UNDETERMINED
}
