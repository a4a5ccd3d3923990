package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.VersionBump;
import java.util.Comparator;

/**
 * Why a version has to move.
 *
 * <p>Ordered by the bump, the largest first, then by what is said.
 *
 * @param message one line for people
 * @param acknowledge whether somebody has to say that it is meant, whatever the version
 */
public record BumpReason(VersionBump bump, String message, boolean acknowledge)
    implements Comparable<BumpReason> {
  private static final Comparator<BumpReason> ORDER =
      Comparator.comparing(BumpReason::bump, Comparator.reverseOrder())
          .thenComparing(BumpReason::message)
          .thenComparing(BumpReason::acknowledge);

  static BumpReason major(String message) {
    return new BumpReason(VersionBump.MAJOR, message, false);
  }

  static BumpReason minor(String message) {
    return new BumpReason(VersionBump.MINOR, message, false);
  }

  static BumpReason patch(String message) {
    return new BumpReason(VersionBump.PATCH, message, false);
  }

  @Override
  public int compareTo(BumpReason other) {
    return ORDER.compare(this, other);
  }
}
