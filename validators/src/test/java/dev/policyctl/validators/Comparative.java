package dev.policyctl.validators;

import dev.policyctl.model.finding.FindingCode;

/** What is found only where there is a history, or a target, to compare with. */
final class Comparative {
  private Comparative() {}

  static boolean is(FindingCode code) {
    char kind = code.id().charAt(2);
    return kind == '4' || kind == '7' || code == FindingCode.NEW_SUPPRESSION;
  }
}
