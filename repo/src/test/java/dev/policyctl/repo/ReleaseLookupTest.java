package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.LastRelease.FirstRelease;
import dev.policyctl.repo.LastRelease.OutsideGit;
import dev.policyctl.repo.LastRelease.Released;
import dev.policyctl.repo.LastRelease.Shallow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseLookupTest {
  private static final Bundle ACME = new Bundle("prod", "acme");
  private static final Bundle BETA = new Bundle("prod", "beta");

  @TempDir Path folder;
  private GitFixture git;
  private String first;

  @BeforeEach
  void makeARepository() throws IOException {
    git = GitFixture.init(Files.createDirectories(folder.resolve("work")));
    git.write("registries/roles.yaml", "schemaVersion: 1\nroles: { employee: {} }\n");
    policy(ACME, "1.0.0");
    policy(BETA, "1.0.0");
    first = git.commit("first");
    git.git("tag", "prod/acme/v1.0.0");
  }

  private void policy(Bundle bundle, String version) {
    git.write(
        "policies/" + bundle + "/policy.yaml",
        "schemaVersion: 1\nbundle: { name: x, version: "
            + version
            + ", environment: prod, tenant: "
            + bundle.tenant()
            + ", owners: [\"@a/b\"] }\ndefault: deny\ncombining: priority\nrules: []\n");
  }

  private static LastRelease atHead(Path root, Map<String, String> environment, Bundle bundle) {
    try (ReleaseLookup lookup = ReleaseLookup.atHead(root, environment)) {
      return lookup.of(bundle);
    }
  }

  private static LastRelease at(Path root, String base) {
    try (ReleaseLookup lookup = ReleaseLookup.at(root, base)) {
      return lookup.of(ACME);
    }
  }

  /** In words, so that every kind is told from every other. */
  private static String words(LastRelease release) {
    return release.match(
        outside -> "outside",
        shallow -> (shallow.undecided() ? "undecided: " : "note: ") + shallow.fetchCommand(),
        none -> "first",
        released -> released.tag().name() + " " + released.tag().version(),
        distrusted -> distrusted.tag().name() + ": " + distrusted.why());
  }

  @Test
  void countsTheReleasesOnTheHistoryOfHeadOrOfTheBase() {
    policy(ACME, "1.1.0");
    git.commit("second");
    git.git("tag", "prod/acme/v1.1.0");
    assertThat(words(atHead(git.root(), Map.of(), ACME))).isEqualTo("prod/acme/v1.1.0 1.1.0");
    assertThat(words(at(git.root(), "main~1"))).isEqualTo("prod/acme/v1.0.0 1.0.0");
    assertThat(at(git.root(), first))
        .isInstanceOfSatisfying(
            Released.class, r -> assertThat(r.tag().commitId()).isEqualTo(first));
  }

  @Test
  void knowsAFirstRelease() throws IOException {
    assertThat(atHead(git.root(), Map.of(), BETA)).isEqualTo(new FirstRelease());
    assertThat(words(new FirstRelease())).isEqualTo("first");
    GitFixture empty = GitFixture.init(Files.createDirectories(folder.resolve("empty")));
    assertThat(atHead(empty.root(), Map.of(), ACME)).isEqualTo(new FirstRelease());
  }

  @Test
  void saysThatItIsOutsideOfGit() throws IOException {
    Path outside = Files.createDirectories(folder.resolve("outside"));
    assertThat(atHead(outside, Map.of(), ACME)).isEqualTo(new OutsideGit());
    assertThat(words(new OutsideGit())).isEqualTo("outside");
    Refusals.usage(() -> at(outside, "main"), "`" + outside + "` is not in a git repository");
  }

  @Test
  void isUndecidedInAShallowCloneOnlyWhereSomebodyRelies() {
    git.commit("second");
    GitFixture shallow = git.shallowClone(folder.resolve("shallow"));
    Map<String, String> job =
        Map.of("GITLAB_CI", "true", "CI_PROJECT_DIR", shallow.root().toString());
    String fetch = "git fetch --unshallow origin --tags";
    assertThat(atHead(shallow.root(), Map.of(), ACME)).isEqualTo(new Shallow(false, fetch));
    assertThat(words(atHead(shallow.root(), job, ACME))).isEqualTo("undecided: " + fetch);
    assertThat(words(at(shallow.root(), "HEAD"))).isEqualTo("undecided: " + fetch);
    shallow.run(fetch);
    assertThat(words(atHead(shallow.root(), job, ACME))).isEqualTo("prod/acme/v1.0.0 1.0.0");
  }

  @Test
  void loadsTheReleasedBundlesAndNoOthers() {
    git.git("tag", "prod/beta/v1.0.0");
    policy(ACME, "2.0.0");
    git.write("registries/roles.yaml", "schemaVersion: 1\nroles: { contractor: {} }\n");
    git.commit("second");
    try (ReleaseLookup lookup = ReleaseLookup.atHead(git.root(), Map.of())) {
      Released released = (Released) lookup.of(ACME);
      PolicyRepository one = lookup.load(released.tag(), Set.of(ACME));
      assertThat(one.source()).isEqualTo("prod/acme/v1.0.0 (" + first.substring(0, 12) + ")");
      assertThat(one.findings()).isEmpty();
      assertThat(one.files().keySet())
          .containsExactly("policies/prod/acme/policy.yaml", "registries/roles.yaml");
      assertThat(one.bundles()).hasSize(1);
      assertThat(one.bundles().get(0).policy().orElseThrow().bundle().version())
          .hasToString("1.0.0");
      assertThat(lookup.load(released.tag(), Set.of(ACME, BETA)).bundles())
          .extracting(LoadedBundle::bundle)
          .containsExactly(ACME, BETA);
      assertThat(lookup.load(released.tag(), Set.of(new Bundle("x", "y"))).bundles()).isEmpty();
    }
  }

  @Test
  void rejectsABaseThatIsNotThere() {
    Refusals.usage(() -> at(git.root(), "nope"), "no revision `nope`");
  }
}
