package dev.policyctl.validators.signature;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.repo.Proposal;
import dev.policyctl.trust.ProposalVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What became of the signatures of a change.
 *
 * @param sentence one line for people, without what it is about: every report has it
 * @param proposal what was to be judged; nothing where no range of commits is known
 * @param verdict on its commits, approvals and quorum; empty where nothing was judged
 * @param findings in no particular order
 */
public record Signatures(
    State state,
    String sentence,
    Optional<Proposal> proposal,
    ProposalVerdict verdict,
    List<Finding> findings) {

  /** That nothing was judged. */
  static final ProposalVerdict NOTHING = new ProposalVerdict(List.of(), List.of(), List.of());

  /** Whether they were judged, and by whom. */
  public enum State {
    /** Nobody says which commits are proposed. */
    NOT_JUDGED,
    /** The target has no {@code trust:}. */
    NOT_CONFIGURED,
    /** The target has none, and the change introduces it. */
    BOOTSTRAP,
    /** Judged by the target's trust, or by the change's own where the user vouches for it. */
    JUDGED,
    /** It could not be decided. */
    UNDECIDED;

    /** The word in a report: {@code not-configured}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  public Signatures {
    findings = List.copyOf(findings);
  }
}
