package dev.policyctl.model.schema;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;

/**
 * A finding of the schema, and what a reader's finding must touch to be about the same thing.
 *
 * @param place of what it is about: for an entry of a mapping, its key and value; for a key that is
 *     not there, the first character of the mapping
 */
record Violation(Finding finding, Scope scope, Span place) {

  /** How much of its place a violation is about. */
  enum Scope {
    /** Something within the place. */
    WITHIN,
    /** A key that the mapping lacks. */
    ABSENT,
    /** The place as a whole, not what stands in it. */
    WHOLE
  }

  /** Whether a reader's finding says the same. */
  boolean saidBy(Finding reader) {
    boolean absence = reader.code() == FindingCode.MISSING_KEY;
    return switch (scope) {
      case ABSENT -> absence && namesTheKey(reader);
      case WITHIN -> !absence && contains(place, reader.span());
      case WHOLE -> !absence && reader.span().equals(finding.span());
    };
  }

  /** A reader that names no key means one of several. */
  private boolean namesTheKey(Finding reader) {
    return reader.subject().isEmpty()
        ? reader.span().equals(place)
        : reader.subject().equals(finding.subject()) && reader.span().equals(finding.span());
  }

  /** Where a reader's finding must begin to say the same. */
  Span coveringPlace() {
    Span span = finding.span();
    return switch (scope) {
      case WITHIN -> place;
      case ABSENT ->
          new Span(place.path(), place.line(), place.column(), span.line(), span.column());
      case WHOLE -> new Span(span.path(), span.line(), span.column(), span.line(), span.column());
    };
  }

  private static boolean contains(Span outer, Span inner) {
    boolean begins =
        outer.line() < inner.line()
            || (outer.line() == inner.line() && outer.column() <= inner.column());
    boolean ends =
        outer.endLine() > inner.endLine()
            || (outer.endLine() == inner.endLine() && outer.endColumn() >= inner.endColumn());
    return outer.path().equals(inner.path()) && begins && ends;
  }
}
