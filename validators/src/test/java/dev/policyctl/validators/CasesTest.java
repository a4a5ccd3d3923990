package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.validators.check.AnalysisChecks;
import dev.policyctl.validators.check.AnalysisOptions;
import dev.policyctl.validators.check.Check;
import dev.policyctl.validators.check.Checks;
import dev.policyctl.validators.check.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case folder through loader and validator, compared with its {@code expected.txt}.
 *
 * <p>{@code mvn -pl validators -am test -Dtest=CasesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpolicyctl.regenerate=true} rewrites the expected files. Read each difference: a wrong column
 * would be recorded as the truth.
 */
final class CasesTest {
  static final Instant NOW = Instant.parse("2026-09-01T09:00:00Z");

  /**
   * What no file of a case can bring about: the operating system has to refuse, or there has to be
   * another state of the files to compare with.
   */
  private static final Set<FindingCode> WITHOUT_CASES =
      Stream.of(FindingCode.values())
          .filter(code -> code == FindingCode.UNREADABLE_FILE || Comparative.is(code))
          .collect(Collectors.toSet());

  private static final List<Check> ALL =
      Stream.concat(Checks.ALL.stream(), AnalysisChecks.ALL.stream()).toList();

  private static List<Check> checks(CaseFolder folder) {
    return folder.analysed() ? ALL : Checks.ALL;
  }

  private static String validate(
      MapSnapshot snapshot, AnalysisOptions options, List<Check> checks) {
    PolicyRepository repository = RepositoryLoader.load(snapshot);
    return ValidationText.of(repository, new Validator(NOW, options, checks).validate(repository));
  }

  private static String validate(CaseFolder folder, List<Check> checks) {
    return validate(folder.snapshot(), folder.options(), checks);
  }

  @TestFactory
  Stream<DynamicTest> reportsWhatIsExpected() {
    return CaseFolder.all().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.folder() + "/" + folder.name(),
                    folder.path().toUri(),
                    () -> {
                      String actual = validate(folder, checks(folder));
                      assertThat(actual).isEqualTo(Golden.expected(folder.expected(), actual));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> reportsTheSameInWhateverOrderFilesAndChecksCome() {
    return CaseFolder.all().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.folder() + "/" + folder.name(),
                    () -> {
                      String expected = CaseFolder.text(folder.expected());
                      for (long seed = 1; seed <= 3; seed++) {
                        List<Check> checks = new ArrayList<>(checks(folder));
                        Collections.shuffle(checks, new Random(seed));
                        assertThat(
                                validate(
                                    folder.snapshot().shuffled(seed), folder.options(), checks))
                            .as("seed %d", seed)
                            .isEqualTo(expected);
                      }
                    }));
  }

  @Test
  void findsNothingInTheBaseOfAllCases() {
    assertThat(validate(CaseFolder.base(), AnalysisOptions.DEFAULT, ALL))
        .isEqualTo("no findings\n");
  }

  @TestFactory
  Stream<DynamicTest> reportsItsCodeUnlessTheCaseIsCalledOk() {
    return CaseFolder.all().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    folder.folder() + "/" + folder.name(),
                    () -> {
                      List<String> reported =
                          CaseFolder.text(folder.expected())
                              .lines()
                              .filter(line -> line.matches("(error|warning|note)\\[.*"))
                              .toList();
                      if (folder.ok()) {
                        assertThat(reported).isEmpty();
                      } else {
                        assertThat(reported).anyMatch(l -> l.contains("[" + folder.code() + "]"));
                      }
                    }));
  }

  @Test
  void hasAFailingAndAnOkCaseForEveryCode() {
    Set<String> missing = new TreeSet<>();
    for (FindingCode code : EnumSet.complementOf(EnumSet.copyOf(WITHOUT_CASES))) {
      String folder = code.id() + "-" + code.label();
      Set<Boolean> kinds =
          CaseFolder.all().stream()
              .filter(c -> c.folder().equals(folder))
              .map(CaseFolder::ok)
              .collect(Collectors.toSet());
      if (!kinds.contains(true)) {
        missing.add(folder + "/ok-…");
      }
      if (!kinds.contains(false)) {
        missing.add(folder);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void hasNoFolderThatIsNamedAfterNoCode() {
    Set<String> folders =
        Stream.of(FindingCode.values())
            .map(code -> code.id() + "-" + code.label())
            .collect(Collectors.toSet());
    assertThat(CaseFolder.all()).allMatch(c -> folders.contains(c.folder()));
  }

  @Test
  void declaresOfEachCheckWhatItReports() {
    CaseFolder.all()
        .forEach(
            folder -> validate(folder, checks(folder).stream().map(CasesTest::recording).toList()));
  }

  /** Fails where the check reports a code that it does not declare. */
  private static Check recording(Check check) {
    return new Check() {
      @Override
      public Set<FindingCode> codes() {
        return check.codes();
      }

      @Override
      public void run(Subject subject, FindingSink sink) {
        check.run(
            subject,
            finding -> {
              assertThat(check.codes()).as("%s", check.getClass()).contains(finding.code());
              sink.report(finding);
            });
      }
    };
  }
}
