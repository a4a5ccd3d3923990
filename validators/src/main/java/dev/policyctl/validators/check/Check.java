package dev.policyctl.validators.check;

import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import java.util.Set;

/** Looks for one kind of defect in a whole policy repository. Stateless; does no I/O. */
public interface Check {

  /** What it may report. */
  Set<FindingCode> codes();

  /** Reports every defect of its kind. The order does not matter. */
  void run(Subject subject, FindingSink sink);
}
