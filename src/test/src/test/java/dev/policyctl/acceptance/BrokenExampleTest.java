package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.FindingCode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code examples/broken} and {@code examples/tangled}: every finding that git can hold. */
class BrokenExampleTest {
  private static final Path BROKEN = Place.EXAMPLES.resolve("broken");
  private static final Path TANGLED = Place.EXAMPLES.resolve("tangled");

  /** What a link, which git checks out anywhere, and what an undecided run would show. */
  private static final Set<FindingCode> NOT_IN_A_CHECKOUT =
      EnumSet.of(
          FindingCode.INPUT_LIMIT,
          FindingCode.UNREADABLE_FILE,
          FindingCode.FORBIDDEN_FILE,
          FindingCode.UNDETERMINED_ANALYSIS);

  private static Set<FindingCode> found(Result result) {
    Set<FindingCode> found = EnumSet.noneOf(FindingCode.class);
    Matcher matcher =
        Pattern.compile(": (?:error|warning|note)\\[(PC[0-9]{3})\\]: ").matcher(result.out());
    while (matcher.find()) {
      found.add(FindingCode.find(matcher.group(1)).orElseThrow());
    }
    return found;
  }

  @Test
  void everyCodeFires() {
    Set<FindingCode> found =
        found(Program.exits(1).talks().run("validate", BROKEN, "-o", "compact"));
    found.addAll(
        found(
            Program.exits(1)
                .talks()
                .run("validate", TANGLED, "-o", "compact", "--report", "overrides")));
    Set<FindingCode> expected = EnumSet.allOf(FindingCode.class);
    expected.removeAll(NOT_IN_A_CHECKOUT);
    // What is told by history or by a target, which a checkout may have or not.
    expected.removeIf(code -> code.id().matches("PC[47].*"));
    expected.remove(FindingCode.NEW_SUPPRESSION);
    assertThat(found).containsAll(expected);
  }

  @Test
  void isNotTestedAndDecidesNothing() {
    Program.exits(1).says("not tested", "\nfailed\n").run("test", BROKEN);
  }

  @Test
  void tangledRulesCanBeTested() {
    Program.exits(0).says("\npassed\n").run("test", TANGLED);
  }
}
