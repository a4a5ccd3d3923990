package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.ReleaseTag;
import dev.policyctl.repo.RepositoryLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which release tags count. */
class ReleaseSignersTest {
  private static final Bundle ACME = new Bundle("prod", "acme");
  private static final String TAG = "prod/acme/v1.0.0";

  @TempDir private Path temp;
  private SignedRepository repository;
  private String released;

  @BeforeEach
  void aTargetWithReleaseManagers() {
    repository = new SignedRepository(temp);
    repository.person("ada", "author, reviewer", "").person("joe", "release-manager", "");
    repository.person("dev", "release-manager", ", environments: [dev]");
    repository.configure("").write("policies/prod/acme/policy.yaml", "a: 1\n");
    released = repository.commit();
  }

  private Optional<String> whyNot() {
    return whyNot(SignedRepository.NOW);
  }

  private Optional<String> whyNot(Instant time) {
    try (GitHistory history = GitHistory.open(repository.root());
        GitRevision target = history.snapshot("target", history.resolve("main"))) {
      TrustedKeys keys =
          new TrustedKeys(
              RepositoryLoader.configuration(target).trust().orElseThrow(), KeyMaterial.of(target));
      ReleaseTag tag = history.lastRelease(ACME, history.resolve("main")).orElseThrow();
      return new ReleaseSigners(keys, time).whyNot(history.objects(), ACME, tag);
    }
  }

  @Test
  void countsWhatAReleaseManagerSigned() {
    repository.tag("joe", TAG, released, "release");
    assertThat(whyNot()).isEmpty();
  }

  @Test
  void b8RefusesATagThatNamesItselfOtherwise() {
    repository.tag("joe", "prod/acme/v0.9.0", released, "release");
    repository.git("update-ref", "refs/tags/" + TAG, "refs/tags/prod/acme/v0.9.0");
    assertThat(whyNot()).contains("it says that it is `prod/acme/v0.9.0`");
  }

  @Test
  void b8RefusesATagOfATag() {
    repository.tag("joe", "inner", released, "release");
    repository.tag("joe", TAG, "inner", "release");
    assertThat(whyNot()).contains("it names another tag rather than a commit");
  }

  @Test
  void b9RefusesLightweightAndUnsignedTags() {
    repository.git("tag", TAG, released);
    assertThat(whyNot()).contains("it is not annotated, so nobody signed it");
    repository.git("tag", "-f", "-a", "-m", "release", TAG, released);
    assertThat(whyNot()).contains("it is not signed");
  }

  @Test
  void refusesWhoMayNotRelease() {
    repository.tag("ada", TAG, released, "release");
    assertThat(whyNot()).contains("`ada`, who signed it, is no release manager");
    repository.tag("dev", TAG, released, "release");
    assertThat(whyNot()).contains("`dev`, who signed it, does not release prod/acme");
    repository.key("stranger");
    repository.tag("stranger", TAG, released, "release");
    assertThat(whyNot()).isPresent();
  }

  @Test
  void refusesAKeyThatCountsNoLonger() {
    String config = SignedRepository.read(repository.root().resolve(".policyctl.yaml"));
    repository.write(
        ".policyctl.yaml", config.replaceFirst("(id: joe.*type: ssh)", "$1, until: 2026-07-01"));
    released = repository.commit();
    repository.tag("joe", TAG, released, "release");
    assertThat(whyNot()).isEmpty();
    assertThat(whyNot(Instant.parse("2026-07-01T00:00:00Z")).orElseThrow())
        .contains("counted until");
  }

  @Test
  void anyFlippedBitFails() {
    repository.tag("joe", TAG, released, "release");
    byte[] bytes =
        repository
            .text("tag", repository.git("rev-parse", "refs/tags/" + TAG))
            .getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    // The id of the tagged commit stays: with another there is no release to judge.
    for (int bit = 49 * 8; bit < bytes.length * 8; bit += 23) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      repository.forged(TAG, flipped);
      assertThat(whyNotOrNone()).as("bit " + bit).isNotEmpty();
      refused++;
    }
    assertThat(refused).isGreaterThan(100);
  }

  /** What cannot even be read as a tag is no release. */
  private Optional<String> whyNotOrNone() {
    try (GitHistory history = GitHistory.open(repository.root())) {
      if (history.lastRelease(ACME, history.resolve("main")).isEmpty()) {
        return Optional.of("no release");
      }
    }
    return whyNot();
  }
}
