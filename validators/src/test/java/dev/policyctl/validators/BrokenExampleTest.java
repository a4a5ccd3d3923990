package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.validators.check.AnalysisOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that are wrong show each finding that a checkout can show. */
final class BrokenExampleTest {
  private static final Path EXPECTED = Path.of("src/test/resources");

  private static final AnalysisOptions WITH_OVERRIDES =
      new AnalysisOptions(AnalysisOptions.DEFAULT.budget(), true);

  /**
   * What ends a run with exit code 4 hides that there are errors; and a checkout has no history to
   * compare with.
   */
  private static final Set<FindingCode> LEFT_OUT =
      Stream.of(FindingCode.values())
          .filter(code -> code.undetermined() || Comparative.is(code))
          .collect(Collectors.toUnmodifiableSet());

  /** One of them, and what is reported of it, overrides included. */
  private record Example(String name, PolicyRepository repository, Validation validation) {
    static Example of(String name) {
      PolicyRepository repository =
          RepositoryLoader.load(new WorkTree(Path.of("../examples", name)));
      return new Example(
          name, repository, new Validator(CasesTest.NOW, WITH_OVERRIDES).validate(repository));
    }

    Set<FindingCode> codes() {
      return validation.findings().stream()
          .map(Finding::code)
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingCode.class)));
    }
  }

  private static Set<FindingCode> codes(boolean analysed) {
    return Stream.of(FindingCode.values())
        .filter(code -> code.analysed() == analysed && !LEFT_OUT.contains(code))
        .collect(Collectors.toSet());
  }

  @Test
  void brokenShowsEachFindingThatACheckoutCanShowAndNoneOfTheAnalysis() {
    assertThat(Example.of("broken").codes()).isEqualTo(codes(false));
  }

  @Test
  void tangledShowsEachFindingOfTheAnalysisAndNoOther() {
    assertThat(Example.of("tangled").codes()).isEqualTo(codes(true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "tangled"})
  void namesInEachFileWhatIsWrongWithIt(String name) {
    Example example = Example.of(name);
    for (Finding finding : example.validation().findings()) {
      ParsedFile file = example.repository().files().get(finding.span().path());
      if (file != null) {
        assertThat(file.source().text()).as("%s", finding).contains(finding.code().id());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "tangled"})
  void reportsWhatIsExpected(String name) {
    Example example = Example.of(name);
    String actual = ValidationText.of(example.repository(), example.validation());
    Path expected = EXPECTED.resolve("examples-" + name + ".txt");
    assertThat(actual).isEqualTo(Golden.expected(expected, actual));
  }
}
