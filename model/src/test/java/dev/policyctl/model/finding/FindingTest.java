package dev.policyctl.model.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FindingTest {

  private static Span at(String path, int line, int column) {
    return new Span(path, line, column, line, column + 1);
  }

  private static Finding finding(Span span, FindingCode code, String message) {
    return Finding.of(code, span, message).build();
  }

  @Test
  void isOrderedByPlaceThenCodeThenMessageWhateverTheOrderOfTheChecks() {
    List<Finding> sorted =
        List.of(
            finding(at("a", 1, 1), FindingCode.UNKNOWN_KEY, "z"),
            finding(at("a", 1, 2), FindingCode.SYNTAX_ERROR, "a"),
            finding(new Span("a", 1, 2, 3, 1), FindingCode.SYNTAX_ERROR, "a"),
            finding(at("a", 2, 1), FindingCode.SYNTAX_ERROR, "b"),
            finding(at("a", 2, 1), FindingCode.UNKNOWN_KEY, "a"),
            finding(at("a", 2, 1), FindingCode.UNKNOWN_KEY, "b"),
            finding(at("a", 10, 1), FindingCode.SYNTAX_ERROR, "a"),
            finding(at("b", 1, 1), FindingCode.SYNTAX_ERROR, "a"));
    Random random = new Random(20_260_901L);
    for (int i = 0; i < 50; i++) {
      List<Finding> shuffled = new ArrayList<>(sorted);
      Collections.shuffle(shuffled, random);
      Collections.sort(shuffled);
      assertThat(shuffled).isEqualTo(sorted);
    }
  }

  @Test
  void isEqualInOrderExactlyWhereItIsEqual() {
    Finding.Builder base = Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m");
    Finding plain = base.build();
    List<Finding> others =
        List.of(
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").subject("s").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").help("h").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").rule("r").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").severity(Severity.NOTE).build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m")
                .bundle(new Bundle("prod", "acme"))
                .build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m")
                .related(at("a", 2, 2), "w")
                .build());
    assertThat(plain).isEqualByComparingTo(base.build()).isEqualTo(base.build());
    assertThat(others).allSatisfy(other -> assertThat(plain.compareTo(other)).isNotZero());
  }

  @Test
  void keepsItsFingerprintWhenLinesMove() {
    Finding before =
        Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").subject("key:x").build();
    Finding moved =
        Finding.of(FindingCode.UNKNOWN_KEY, at("a", 9, 5), "reworded").subject("key:x").build();
    assertThat(moved.fingerprint()).isEqualTo(before.fingerprint()).matches("[0-9a-f]{32}");
  }

  @Test
  void hasAnotherFingerprintForAnotherCodePathBundleOrSubject() {
    Finding base = Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").subject("key:x").build();
    List<Finding> others =
        List.of(
            Finding.of(FindingCode.WRONG_TYPE, at("a", 1, 1), "m").subject("key:x").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("b", 1, 1), "m").subject("key:x").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m").subject("key:y").build(),
            Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "m")
                .subject("key:x")
                .bundle(new Bundle("prod", "acme"))
                .build());
    assertThat(others)
        .extracting(Finding::fingerprint)
        .doesNotHaveDuplicates()
        .doesNotContain(base.fingerprint());
  }

  @Test
  void takesItsMessageForASubjectWhereItHasNone() {
    Finding one = finding(at("a", 1, 1), FindingCode.WRONG_TYPE, "m");
    assertThat(finding(at("a", 7, 1), FindingCode.WRONG_TYPE, "m").fingerprint())
        .isEqualTo(one.fingerprint());
    assertThat(finding(at("a", 1, 1), FindingCode.WRONG_TYPE, "n").fingerprint())
        .isNotEqualTo(one.fingerprint());
  }

  @Test
  void holdsMessageAndHelpToOneBoundedLine() {
    Finding finding =
        Finding.of(FindingCode.UNKNOWN_KEY, at("a", 1, 1), "no key `a\nb\u001b[31m`")
            .help("x".repeat(10_000))
            .build();
    assertThat(finding.message()).isEqualTo("no key `a b [31m`");
    assertThat(finding.help().orElseThrow()).hasSize(501).endsWith("…");
  }

  @Test
  void listsItsRulesSorted() {
    assertThat(
            Finding.of(FindingCode.DUPLICATE_RULE_ID, at("a", 1, 1), "m")
                .rule("b")
                .rule("a")
                .build()
                .rules())
        .containsExactly("a", "b");
  }

  @Test
  void refusesARangeThatEndsBeforeItBegins() {
    assertThatThrownBy(() -> new Span("a", 2, 1, 1, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Span("a", 1, 5, 1, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Span("a", 0, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hasACodeAndANameOfItsOwnForEachKindOfFinding() {
    List<String> ids = new ArrayList<>();
    for (FindingCode code : FindingCode.values()) {
      ids.add(code.id());
      assertThat(code.id()).matches("PC[0-7][0-9]{2}");
      assertThat(FindingCode.find(code.id().toLowerCase(java.util.Locale.ROOT))).hasValue(code);
      assertThat(FindingCode.find(code.label())).hasValue(code);
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(FindingCode.find("PC999")).isEmpty();
  }

  @Test
  void letsNothingSilenceWhatKeepsAFileFromBeingRead() {
    assertThat(FindingCode.SYNTAX_ERROR.suppressible()).isFalse();
    assertThat(FindingCode.UNKNOWN_KEY.suppressible()).isFalse();
    assertThat(FindingCode.EXPIRED_WAIVER.suppressible()).isFalse();
    assertThat(FindingCode.UNUSED_ENTRY.suppressible()).isTrue();
  }
}
