package dev.policyctl.model.schema;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** What the schema of one file finds in it; sorted, none twice. */
public final class SchemaFindings {
  private final List<Violation> violations;

  SchemaFindings(Collection<Violation> violations) {
    this.violations = List.copyOf(violations);
  }

  /** All of them. */
  public List<Finding> all() {
    return sorted(violations.stream().map(Violation::finding).toList());
  }

  /**
   * The findings of the file's reader, all of them, and behind them each finding of the schema that
   * no reader finding says already.
   *
   * <p>The two say the same where the reader's place lies in the entry (the key or the value) that
   * the schema refuses; a key that is not there needs the same key, and a mapping or a list that is
   * refused as a whole needs that very place, so that a defect inside does not hide it.
   */
  public List<Finding> mergedWith(Collection<Finding> readerFindings) {
    List<Finding> shape =
        readerFindings.stream().filter(SchemaFindings::isAboutShape).sorted().toList();
    List<Finding> merged = new ArrayList<>(readerFindings);
    merged.addAll(
        sorted(
            violations.stream()
                .filter(violation -> !said(violation, shape))
                .map(Violation::finding)
                .toList()));
    return List.copyOf(merged);
  }

  /** Looks only at findings that begin within the place: a hostile file has many of both kinds. */
  private static boolean said(Violation violation, List<Finding> shape) {
    Span place = violation.coveringPlace();
    for (int i = firstFrom(place, shape); i < shape.size(); i++) {
      Span begin = shape.get(i).span();
      if (begin.line() > place.endLine()
          || (begin.line() == place.endLine() && begin.column() > place.endColumn())) {
        return false;
      }
      if (violation.saidBy(shape.get(i))) {
        return true;
      }
    }
    return false;
  }

  private static int firstFrom(Span place, List<Finding> shape) {
    int low = 0;
    int high = shape.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Span span = shape.get(middle).span();
      boolean before =
          span.line() < place.line()
              || (span.line() == place.line() && span.column() < place.column());
      low = before ? middle + 1 : low;
      high = before ? high : middle;
    }
    return low;
  }

  /** A name that no registry has is no excuse for a value of the wrong type. */
  private static boolean isAboutShape(Finding finding) {
    return finding.code().compareTo(FindingCode.UNSUPPORTED_SCHEMA_VERSION) <= 0;
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return List.copyOf(new LinkedHashSet<>(findings.stream().sorted().toList()));
  }
}
