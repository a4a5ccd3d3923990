package dev.policyctl.trust;

/**
 * What speaks against a commit.
 *
 * @param message one line for people, lower case, no full stop
 */
public record Objection(Kind kind, String message) {

  /** What kind of reason it is. */
  public enum Kind {
    /** The object is not of the form that is read. */
    MALFORMED,
    /** It has no signature. */
    UNSIGNED,
    /** It has one that proves nothing, or a key that is nobody's or does not count. */
    BAD_SIGNATURE,
    /** Whoever signed may not change what it changes. */
    UNAUTHORISED,
    /** The committer is not who signed, and the configuration demands it. */
    COMMITTER
  }
}
