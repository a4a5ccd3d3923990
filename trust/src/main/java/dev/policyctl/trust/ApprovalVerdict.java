package dev.policyctl.trust;

import java.util.Optional;

/**
 * What became of an approval that is about this change, or says so.
 *
 * @param tag its name, without {@code refs/tags/}
 * @param approval nothing where it does not hold
 * @param commits how many commits of the change it is for
 * @param whyNot why it does not count, one line for people; nothing where it does
 */
public record ApprovalVerdict(
    String tag, Optional<Approval> approval, int commits, Optional<String> whyNot) {

  /** Whether it counts for some of the commits. */
  public boolean counts() {
    return whyNot.isEmpty();
  }
}
