package dev.policyctl.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.reader.PolicyReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SemanticVersionTest {
  private static SemanticVersion version(String text) {
    return SemanticVersion.parse(text).orElseThrow(() -> new AssertionError(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.4",
        "1.2.3",
        "10.20.30",
        "999999999.999999999.999999999",
        "1.1.2-prerelease+meta",
        "1.0.0-alpha.beta.1",
        "1.0.0-0A.is.legal",
        "1.2.3----RC-SNAPSHOT.12.9.1--.12+788",
        "1.0.0+0.build.1-rc.10000aaa-kk-0.1",
        "1.0.0-99999999999999999999999",
        "1.2.3+001"
      })
  void writesWhatItReads(String text) {
    assertThat(version(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.1.1",
        "1.01.1",
        "1.1.01",
        "1.2.3-",
        "1.2.3+",
        "1.2.3-01",
        "1.2.3-a..b",
        "1.2.3+a..b",
        "1.2.3+a+b",
        "1.2.3-a_b",
        " 1.2.3",
        "1.2.3\n",
        "-1.2.3",
        "+1.2.3",
        "1..3",
        "\u0661.2.3",
        "1000000000.0.0",
        "9999999999999999999999999999.0.0"
      })
  void rejectsWhatIsNoVersion(String text) {
    assertThat(SemanticVersion.parse(text)).isEmpty();
  }

  @Test
  void rejectsALongTextAtOnce() {
    assertThat(SemanticVersion.parse("1.0.0-" + "a".repeat(58))).isPresent();
    assertThat(SemanticVersion.parse("1.0.0-" + "a".repeat(59))).isEmpty();
    assertThat(SemanticVersion.parse("1.0.0-" + "0".repeat(10_000_000))).isEmpty();
  }

  @Test
  void acceptsExactlyWhatAPolicyMayDeclare() {
    long seed = 20260901;
    Random random = new Random(seed);
    String alphabet = "0123.-+aZ_ ";
    int valid = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "1.0.2" : "");
      for (int n = random.nextInt(12); n > 0; n--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      boolean expected = PolicyReader.SEMVER.matcher(text).matches();
      valid += expected ? 1 : 0;
      assertThat(SemanticVersion.parse(text.toString()).isPresent())
          .as("seed %d: `%s`", seed, text)
          .isEqualTo(expected);
    }
    assertThat(valid).isGreaterThan(10_000);
  }

  @Test
  void ordersAsTheSpecificationDoes() {
    List<String> ascending =
        List.of(
            "0.9.9",
            "1.0.0-0",
            "1.0.0-2",
            "1.0.0-10",
            "1.0.0-99999999999999999999999",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.1",
            "1.9.0",
            "1.10.0",
            "2.0.0",
            "10.0.0");
    List<SemanticVersion> shuffled =
        new ArrayList<>(ascending.stream().map(SemanticVersionTest::version).toList());
    Collections.shuffle(shuffled, new Random(7));
    Collections.sort(shuffled);
    assertThat(shuffled.stream().map(SemanticVersion::toString)).isEqualTo(ascending);
  }

  @Test
  void doesNotOrderByTheBuild() {
    assertThat(version("1.0.0+b")).isEqualByComparingTo(version("1.0.0+a"));
    assertThat(version("1.0.0+b")).isNotEqualTo(version("1.0.0+a"));
  }

  @ParameterizedTest
  @CsvSource({
    "2.14.3, 3.0.0, 2.15.0, 2.14.4",
    "0.4.1, 1.0.0, 0.5.0, 0.4.2",
    "2.0.0-rc.1, 2.0.0, 2.0.0, 2.0.0",
    "2.1.0-rc.1, 3.0.0, 2.1.0, 2.1.0",
    "2.1.1-rc.1+b, 3.0.0, 2.2.0, 2.1.1",
    "999999999.0.0+b, 1000000000.0.0, 999999999.1.0, 999999999.0.1"
  })
  void bumps(String from, String major, String minor, String patch) {
    assertThat(version(from).bump(VersionBump.MAJOR)).hasToString(major);
    assertThat(version(from).bump(VersionBump.MINOR)).hasToString(minor);
    assertThat(version(from).bump(VersionBump.PATCH)).hasToString(patch);
  }

  @ParameterizedTest
  @CsvSource({
    "2.14.3, PATCH, 2.14.4, true",
    "2.14.3, PATCH, 2.14.3, false",
    "2.14.3, PATCH, 2.14.3+again, false",
    "2.14.3, PATCH, 2.13.9, false",
    "2.14.3, MINOR, 2.14.4, false",
    "2.14.3, MINOR, 2.15.0-rc.1, true",
    "2.14.3, MINOR, 3.0.0-rc.1, true",
    "2.14.3, MAJOR, 2.99.0, false",
    "2.14.3, MAJOR, 3.0.0, true",
    "0.4.1, MAJOR, 0.5.0, true",
    "0.4.1, MAJOR, 0.4.2, false",
    "2.0.0-rc.2, MAJOR, 2.0.0-rc.3, true",
    "2.0.0-rc.2, MAJOR, 2.0.0-rc.1, false",
    "2.0.1-rc.1, MAJOR, 2.0.1, false"
  })
  void knowsWhatMayFollowARelease(
      String released, VersionBump required, String declared, boolean fine) {
    assertThat(version(declared).mayFollow(version(released), required)).isEqualTo(fine);
  }

  @Test
  void namesBumpsAsReportsDo() {
    assertThat(VersionBump.values())
        .extracting(VersionBump::label)
        .containsExactly("patch", "minor", "major");
  }
}
