package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.ReleaseJudge;
import dev.policyctl.repo.ReleaseTag;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawTag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets a release tag count only if it is annotated, names itself as the ref does, names the commit
 * itself, and is signed by a release manager of its environment and tenant with a key that counts
 * now. When it was made is only what it says, so no key that has expired since counts.
 */
public final class ReleaseSigners implements ReleaseJudge {
  private final TrustedKeys keys;
  private final Instant time;

  /**
   * @param keys of the branch that judges
   * @param time at which keys must be valid: the judge's own
   */
  public ReleaseSigners(TrustedKeys keys, Instant time) {
    this.keys = keys;
    this.time = time;
  }

  @Override
  public Optional<String> whyNot(GitObjects objects, Bundle bundle, ReleaseTag release) {
    if (objects.typeOf(release.id()).filter("tag"::equals).isEmpty()) {
      return Optional.of("it is not annotated, so nobody signed it");
    }
    RawTag tag;
    try {
      tag = RawTag.parse(objects.tag(release.id()));
    } catch (MalformedObject e) {
      return Optional.of(e.detail());
    }
    if (!tag.name().equals(release.name())) {
      return Optional.of("it says that it is `" + tag.name() + "`");
    }
    if (!tag.type().equals("commit")) {
      return Optional.of("it names another tag rather than a commit");
    }
    if (tag.signed().isEmpty()) {
      return Optional.of("it is not signed");
    }
    return keys.judge(tag.signed().get(), RangeJudge.NAMESPACE, time)
        .match(by -> whyNot(by.person(), bundle), refused -> Optional.of(refused.detail()));
  }

  private static Optional<String> whyNot(Person person, Bundle bundle) {
    String who = "`" + person.id().value() + "`";
    if (!person.roles().contains(Role.RELEASE_MANAGER)) {
      return Optional.of(who + ", who signed it, is no release manager");
    }
    List<String> path = List.of("policies/" + bundle + "/policy.yaml");
    return Authority.beyond(person, path).isEmpty()
        ? Optional.empty()
        : Optional.of(who + ", who signed it, does not release " + bundle);
  }
}
