package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.validators.check.AnalysisOptions;
import org.junit.jupiter.api.Test;

/** What no file in a case folder can bring about. */
final class UnreadableInputTest {

  private static Validation validate(MapSnapshot snapshot) {
    return new Validator(CasesTest.NOW, AnalysisOptions.DEFAULT)
        .validate(RepositoryLoader.load(snapshot));
  }

  private static String text(MapSnapshot snapshot) {
    PolicyRepository repository = RepositoryLoader.load(snapshot);
    return ValidationText.of(
        repository, new Validator(CasesTest.NOW, AnalysisOptions.DEFAULT).validate(repository));
  }

  @Test
  void isUndecidedWhereTheSystemRefusesARuleFile() {
    MapSnapshot snapshot =
        CaseFolder.base()
            .with(
                "policies/prod/acme/rules/case.yaml",
                new FileContent.Unreadable("AccessDeniedException"));
    assertThat(text(snapshot))
        .isEqualTo(
            "error[PC007] policies/prod/acme/rules/case.yaml:1:1-1"
                + " the file cannot be read: AccessDeniedException\n");
    assertThat(validate(snapshot).undetermined()).isEqualTo(1);
    assertThat(validate(snapshot).count(Severity.ERROR)).isZero();
  }

  @Test
  void refusesALinkInPlaceOfARegistry() {
    MapSnapshot snapshot =
        CaseFolder.base()
            .with("registries/tools.yaml", new FileContent.NotAFile("a symbolic link"));
    assertThat(text(snapshot))
        .isEqualTo(
            "error[PC008] registries/tools.yaml:1:1-1"
                + " a symbolic link, a submodule or a device is no policy file\n");
  }

  @Test
  void concludesNothingFromWhatARegistryThatCannotBeReadLacks() {
    MapSnapshot snapshot =
        CaseFolder.base().with("registries/roles.yaml", new FileContent.Unreadable("IOException"));
    assertThat(text(snapshot))
        .isEqualTo(
            "error[PC007] registries/roles.yaml:1:1-1 the file cannot be read: IOException\n");
  }

  @Test
  void isUndecidedWhereAConfigurationCannotBeRead() {
    MapSnapshot snapshot =
        CaseFolder.base().with(".policyctl.yaml", new FileContent.Unreadable("IOException"));
    assertThat(validate(snapshot).undetermined()).isEqualTo(1);
  }

  @Test
  void saysOfATestFileThatCannotBeReadNoMoreThanThat() {
    MapSnapshot snapshot =
        CaseFolder.base()
            .with(
                "policies/prod/acme/tests/base.test.yaml",
                new FileContent.Unreadable("IOException"));
    assertThat(text(snapshot))
        .isEqualTo(
            "error[PC007] policies/prod/acme/tests/base.test.yaml:1:1-1"
                + " the file cannot be read: IOException\n");
  }
}
