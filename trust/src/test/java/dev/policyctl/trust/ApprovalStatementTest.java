package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An approval's statement is one text, and whatever is anything else is refused. */
class ApprovalStatementTest {
  private static final String TREE = "a".repeat(40);
  private static final String TEXT =
      "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"digest\":{\"gitTree\":\""
          + TREE
          + "\"}}],\"predicateType\":\"https://policyctl.dev/approval/v1\",\"predicate\":{"
          + "\"person\":\"ada\",\"base\":\""
          + "b".repeat(40)
          + "\",\"head\":\""
          + "c".repeat(40)
          + "\",\"reason\":\"looks right\",\"time\":\"2026-05-01T08:00:00Z\","
          + "\"expires\":\"2026-06-01T00:00:00Z\"}}\n";

  private static final ApprovalStatement STATEMENT =
      new ApprovalStatement(
          TREE,
          "ada",
          "b".repeat(40),
          "c".repeat(40),
          "looks right",
          Instant.parse("2026-05-01T08:00:00.75Z"),
          Optional.of(Instant.parse("2026-06-01T00:00:00Z")));

  @Test
  void isWrittenInTheseBytes() {
    assertThat(STATEMENT.write()).isEqualTo(TEXT);
    assertThat(STATEMENT.tagName()).isEqualTo("policyctl/approval/" + TREE + "/ada");
  }

  @Test
  void isReadAsItWasWritten() throws ApprovalRefusal {
    assertThat(ApprovalStatement.parse(TEXT)).isEqualTo(STATEMENT);
    String endless = TEXT.replace(",\"expires\":\"2026-06-01T00:00:00Z\"", "");
    assertThat(ApprovalStatement.parse(endless).expires()).isEmpty();
    assertThat(ApprovalStatement.parse(endless).write()).isEqualTo(endless);
  }

  @Test
  void keepsWhatIsNotAscii() throws ApprovalRefusal {
    String text = TEXT.replace("looks right", "sieht gut aus: \\u00fc");
    assertThat(ApprovalStatement.parse(text).reason()).endsWith("ü");
    assertThat(ApprovalStatement.parse(text).write()).isEqualToIgnoringCase(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "keyTwice | \"person\":\"ada\", | \"person\":\"ada\",\"person\":\"bob\",",
        "unknownKey | \"person\":\"ada\", | \"person\":\"ada\",\"role\":\"x\",",
        "unknownDigest | \"gitTree\": | \"sha1\":",
        "twoDigests | {\"gitTree\": | {\"gitCommit\":\"x\",\"gitTree\":",
        "noPerson | \"person\":\"ada\", | ",
        "blankReason | looks right | \\t",
        "noBase | \"base\" | \"expires\"",
        "shortHead | cccccccc | ccccccc",
        "upperCaseId | bbbbbbbb | BBBBBBBB",
        "numberForText | \"looks right\" | 1",
        "nullForText | \"looks right\" | null",
        "listForText | \"looks right\" | [\"looks right\"]",
        "noOffset | 08:00:00Z | 08:00:00",
        "anotherOffset | 08:00:00Z | 08:00:00+00:00",
        "noSuchDay | 2026-05-01 | 2026-02-30",
        "anotherType | Statement/v1 | Statement/v0.1",
        "anotherPredicate | approval/v1 | approval/v2",
        "noSubject | [{\"digest\" | [],\"x\":[{\"digest\"",
        "twoSubjects | }}], | }},{\"digest\":{}}],",
        "subjectIsNoList | [{\"digest\" | {\"digest\"",
        "predicateIsNoObject | \"predicate\":{ | \"predicate\":[{",
        "cutOff | \"}} | \"}",
        "comment | {\"_type\" | /* */{\"_type\"",
      })
  void refuses(String defect, String found, String instead) {
    String text = TEXT.replaceFirst(java.util.regex.Pattern.quote(found), quoted(instead));
    assertThat(text).as(defect).isNotEqualTo(TEXT);
    assertThatThrownBy(() -> ApprovalStatement.parse(text))
        .as(defect)
        .isInstanceOf(ApprovalRefusal.class);
  }

  private static String quoted(String replacement) {
    return replacement == null ? "" : java.util.regex.Matcher.quoteReplacement(replacement);
  }

  @Test
  void refusesWhatFollowsAndWhatIsTooMuch() {
    for (String text :
        new String[] {
          "",
          "[]",
          TEXT + "{}",
          TEXT + "x",
          "[".repeat(100_000),
          TEXT.replace("looks right", "x".repeat(70_000)),
          "{\"subject\":" + "[".repeat(1000)
        }) {
      assertThatThrownBy(() -> ApprovalStatement.parse(text)).isInstanceOf(ApprovalRefusal.class);
    }
  }
}
