package dev.policyctl.validators.signature;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.trust.QuorumVerdict;
import java.util.List;

/** The demands of a quorum that a change does not meet, as findings. */
final class QuorumFindings {

  private QuorumFindings() {}

  static List<Finding> of(List<QuorumVerdict> quorum) {
    return quorum.stream().filter(verdict -> !verdict.met()).map(QuorumFindings::finding).toList();
  }

  private static Finding finding(QuorumVerdict verdict) {
    String place = verdict.paths().stream().findFirst().orElse(PolicyRoot.CONFIGURATION);
    return Finding.of(FindingCode.QUORUM_MISSING, Span.startOf(place), verdict.message())
        .subject("quorum:" + String.join(",", verdict.globs()))
        .help(verdict.help())
        .build();
  }
}
