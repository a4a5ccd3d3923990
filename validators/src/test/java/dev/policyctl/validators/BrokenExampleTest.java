package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.WorkTree;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code examples/broken} shows each finding that a checkout can show. */
final class BrokenExampleTest {
  private static final Path EXAMPLE = Path.of("../examples/broken");
  private static final Path EXPECTED = Path.of("src/test/resources/examples-broken.txt");

  /**
   * What ends a run with exit code 4 hides that there are errors; and a checkout has no history to
   * compare with.
   */
  private static final Set<FindingCode> LEFT_OUT =
      Stream.of(FindingCode.values())
          .filter(code -> code.undetermined() || code.id().startsWith("PC7"))
          .collect(Collectors.toSet());

  private final PolicyRepository repository = RepositoryLoader.load(new WorkTree(EXAMPLE));
  private final Validation validation = new Validator(CasesTest.NOW).validate(repository);

  @Test
  void showsEachFindingThatACheckoutCanShowAndNoOther() {
    assertThat(
            validation.findings().stream()
                .map(Finding::code)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(FindingCode.class))))
        .isEqualTo(EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)));
    assertThat(validation.undetermined()).isZero();
  }

  @Test
  void namesInEachFileWhatIsWrongWithIt() {
    for (Finding finding : validation.findings()) {
      ParsedFile file = repository.files().get(finding.span().path());
      if (file != null) {
        assertThat(file.source().text()).as("%s", finding).contains(finding.code().id());
      }
    }
  }

  @Test
  void reportsWhatIsExpected() {
    String actual = ValidationText.of(repository, validation);
    assertThat(actual).isEqualTo(Golden.expected(EXPECTED, actual));
  }
}
