package dev.policyctl.validators.signature;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.TrustDefect;
import dev.policyctl.trust.TrustReview;
import dev.policyctl.trust.TrustedKeys;
import java.time.Instant;
import java.util.List;

/**
 * What is wrong with the keys that a policy repository trusts, as findings. What is only worth a
 * thought is left to {@code policyctl trust check}.
 */
public final class TrustFindings {
  private TrustFindings() {}

  /**
   * Looks at the keys of what is read.
   *
   * @param trust that of its configuration
   * @param now the moment at which keys should be valid
   */
  public static List<Finding> of(Snapshot snapshot, TrustConfiguration trust, Instant now) {
    TrustedKeys keys = new TrustedKeys(trust, KeyMaterial.of(snapshot));
    return TrustReview.of(snapshot, keys, now).defects().stream()
        .filter(defect -> defect.severity() == Severity.ERROR)
        .map(TrustFindings::finding)
        .toList();
  }

  private static Finding finding(TrustDefect defect) {
    Finding.Builder finding =
        Finding.of(FindingCode.UNUSABLE_KEY, defect.span(), defect.message())
            .subject("trust:" + defect.message());
    defect.help().ifPresent(finding::help);
    return finding.build();
  }
}
