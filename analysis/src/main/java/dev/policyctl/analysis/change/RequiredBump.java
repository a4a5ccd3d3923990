package dev.policyctl.analysis.change;

import dev.policyctl.model.policy.VersionBump;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * How far the version has to move at least, before what a release below 1.0.0 may do is considered.
 *
 * @param bump nothing where the content is the same
 * @param reasons sorted, those of the largest bump first
 */
public record RequiredBump(Optional<VersionBump> bump, List<BumpReason> reasons) {
  /** That nothing has to move. */
  public static final RequiredBump NONE = new RequiredBump(Optional.empty(), List.of());

  public RequiredBump {
    reasons = List.copyOf(reasons);
  }

  /** The largest bump of some reasons. */
  static RequiredBump of(Collection<BumpReason> reasons) {
    List<BumpReason> sorted = reasons.stream().sorted().distinct().toList();
    return new RequiredBump(sorted.stream().findFirst().map(BumpReason::bump), sorted);
  }

  /** The word in reports: {@code none}, {@code patch}, {@code minor} or {@code major}. */
  public String label() {
    return bump.map(VersionBump::label).orElse("none");
  }
}
