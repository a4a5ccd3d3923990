package dev.policyctl.cli.render;

import dev.policyctl.trust.ApprovalStatement;
import dev.policyctl.trust.ApprovalVerdict;
import dev.policyctl.trust.ProposalVerdict;

/**
 * An approval that was made, and what is known of the change with it.
 *
 * @param base the user's word for what the change is compared with
 * @param approval as it was verified
 */
public record ApprovalReport(
    String base, ApprovalStatement statement, ApprovalVerdict approval, ProposalVerdict verdict) {}
