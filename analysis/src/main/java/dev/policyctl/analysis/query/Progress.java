package dev.policyctl.analysis.query;

/** Hears how far an answer is. */
@FunctionalInterface
public interface Progress {
  /** So many parts of the question, of so many, are looked at. */
  void looked(int done, int of);

  /** Nobody listens. */
  static Progress none() {
    return (done, of) -> {};
  }
}
