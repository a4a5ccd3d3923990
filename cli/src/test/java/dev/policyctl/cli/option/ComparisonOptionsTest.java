package dev.policyctl.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.repo.ComparisonTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.UnmatchedArgumentException;

final class ComparisonOptionsTest {
  private static final Map<String, String> ENVIRONMENT = Map.of("CI", "true");

  @Command(name = "compare")
  private static final class Compare {
    @Mixin private ComparisonOptions options = new ComparisonOptions();
  }

  private static ComparisonTarget target(String... arguments) {
    return CommandLine.populateCommand(new Compare(), arguments).options.target(ENVIRONMENT);
  }

  @Test
  void comparesTheDefaultsWhereNothingIsSaid() {
    assertThat(target())
        .isEqualTo(
            new ComparisonTarget(Path.of(""), Optional.empty(), Optional.empty(), ENVIRONMENT));
  }

  @Test
  void takesBaseThenHeadAndTheFolderAnywhere() {
    assertThat(target("main", "-C", "policies"))
        .isEqualTo(
            new ComparisonTarget(
                Path.of("policies"), Optional.of("main"), Optional.empty(), ENVIRONMENT));
    assertThat(target("-C", "policies", "main", "./other"))
        .isEqualTo(
            new ComparisonTarget(
                Path.of("policies"), Optional.of("main"), Optional.of("./other"), ENVIRONMENT));
  }

  @Test
  void takesNoThirdArgument() {
    assertThatThrownBy(() -> target("a", "b", "c")).isInstanceOf(UnmatchedArgumentException.class);
  }

  @Test
  void explainsBothArguments() {
    assertThat(new CommandLine(new Compare()).setUsageHelpWidth(200).getUsageMessage())
        .contains("[BASE] [HEAD]", "-C", "work tree", "GitLab CI");
  }
}
