package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import java.util.Optional;

/** Says whether a release tag counts. */
@FunctionalInterface
public interface ReleaseJudge {
  /** Takes every tag as it is, signed or not: nobody says who may release. */
  ReleaseJudge ANY = (objects, bundle, tag) -> Optional.empty();

  /** Why a tag does not count, one line for people; nothing where it does. */
  Optional<String> whyNot(GitObjects objects, Bundle bundle, ReleaseTag tag);
}
