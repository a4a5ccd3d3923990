package dev.policyctl.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our verdict and that of the real {@code gpgv} over certificates with one defect each. */
class OpenPgpDifferentialTest {
  @TempDir Path folder;

  static List<Forged> forged() {
    return ForgedCases.all();
  }

  @ParameterizedTest
  @MethodSource("forged")
  void judgesForgedKeys(Forged forged) {
    String verdict = Verdict.of(Forged.PAYLOAD, forged.armor(), forged.keys(), ForgedCases.NOW);
    assertThat(verdict.matches("[0-9A-F]{40,}") ? "OK" : verdict).isEqualTo(forged.verdict());
  }

  @ParameterizedTest
  @MethodSource("forged")
  void gpgvDiffersFromItAsListed(Forged forged) {
    assertThat(new Gpgv(folder).accepts(Forged.PAYLOAD, forged.armor(), forged.keys()))
        .as(forged.toString())
        .isEqualTo(forged.gpgv());
  }
}
