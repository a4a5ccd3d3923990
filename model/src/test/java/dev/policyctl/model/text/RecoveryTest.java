package dev.policyctl.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.finding.Related;
import dev.policyctl.model.schema.SchemaKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecoveryTest {
  private static final String FIVE_SYNTAX_ERRORS =
      """
      schemaVersion: 1
      bundle: { name: acme, version: 1.0.0, environment: prod, tenant: acme }
      rules:
        - id: first
          priority: high
          effect: allow
        - id: second
          match: { roles: [a, b }
          effect: deny
        - id: third
          description: "never closed
          effect: deny
        - id: fourth
          effect: permit
          priority: 1
        - id: fifth
         effect: deny
        - id: sixth
          effect: deny
          priority: -1
      limits:
        - id: @l
        - id: ok
          key: [subject]
          metric: tokens
          max: 0
          window: 1h
      """;

  @Test
  void reportsEverySyntaxErrorOfAFileAndTheDefectsOfTheRest() {
    Reading read = Reading.of(SchemaKind.POLICY, FIVE_SYNTAX_ERRORS);
    assertThat(read.lines())
        .containsExactly(
            "PC102 5:15 `priority` is an integer, not a string | - | high",
            "PC001 8:27 syntax error: expected ',' or ']', but got } | - | }",
            "PC001 11:18 syntax error: never closed | - | \"",
            "PC104 14:13 `effect` is one of allow, deny, require_approval | - | permit",
            "PC001 17:4 syntax error: expected <block end>, but found '<block mapping start>' | - |"
                + " e",
            "PC104 20:15 `priority` is an integer from 0 to 1000000 | - | -1",
            "PC001 22:9 syntax error: found character '@' that cannot start any token | - | @",
            "PC104 26:10 `max` is an integer of at least 1 | - | 0");
    assertThat(read.file().intact()).isFalse();
  }

  @Test
  void saysWhereAnUnclosedBracketWasOpened() {
    Reading read = Reading.of("a: 1\nb: { c: 1\nd: 2\n");
    assertThat(read.lines())
        .containsExactly("PC001 3:2 syntax error: expected ',' or '}', but got : | - | :");
    assertThat(read.findings().get(0).related())
        .extracting(Related::span)
        .extracting(Object::toString)
        .containsExactly("file.yaml:2:4");
    assertThat(keys(read)).as("the line with the bracket is gone").containsExactly("a", "d");
  }

  @Test
  void losesALineWhereNoItemHoldsIt() {
    Reading read = Reading.of("a: 1\n b: 2\nc: 3\nd: : e\ne: 5\n");
    assertThat(read.lines())
        .containsExactly(
            "PC001 2:3 syntax error: mapping values are not allowed here | - | :",
            "PC001 4:4 syntax error: mapping values are not allowed here | - | :");
    assertThat(keys(read)).containsExactly("a", "c", "e");
  }

  @Test
  void readsOnBehindATabThatIndents() {
    Reading read = Reading.of("a:\n\t- b\nc: 1\n");
    assertThat(read.lines())
        .containsExactly(
            "PC001 2:1 syntax error: found character '\\t(TAB)' that cannot start any token | - |"
                + " \t");
    assertThat(keys(read)).containsExactly("a", "c");
  }

  @Test
  void readsTheRestOfABrokenJsonFile() {
    Reading read = Reading.of("{\n\t\"a\": [1, 2,,],\n\t\"b\": 1\n}\n");
    assertThat(read.lines())
        .containsExactly(
            "PC001 2:13 syntax error: expected the node content, but found ',' | - | ,");
    assertThat(keys(read)).containsExactly("b");
  }

  @Test
  void givesUpAfterTenSyntaxErrors() {
    Reading read = Reading.of("- @a\n".repeat(100));
    assertThat(read.findings()).hasSize(11);
    assertThat(read.file().intact()).isFalse();
  }

  @Test
  void saysASyntaxErrorOnceThatStaysAfterALineWasBlanked() {
    assertThat(Reading.of("%FOO bar\n".repeat(12)).lines())
        .containsExactly(
            "PC001 13:1 syntax error: expected '<document start>', but found '<stream end>' | - |"
                + " ");
  }

  @Test
  void keepsMessagesOfTheParserVisible() {
    assertThat(Reading.of("a: &").lines())
        .containsExactly("PC001 1:5 syntax error: unexpected character found (0) | - | ");
  }

  @Test
  void pointsAtAnEscapeOfNoCharacter() {
    assertThat(Reading.of("- é\n- \"\\UFFFFFFFF\"\n- \"\\u").lines())
        .containsExactly(
            "PC001 2:4 syntax error: an escape that stands for no character | - | \\UFFFFFFFF",
            "PC001 3:4 syntax error: an escape that stands for no character | - | \\u");
  }

  private static List<String> keys(Reading read) {
    MapNode map = (MapNode) read.file().root().orElseThrow();
    return map.entries().stream().map(entry -> entry.key().value()).toList();
  }
}
