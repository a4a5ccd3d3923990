package dev.policyctl.analysis.change;

import static dev.policyctl.analysis.change.Edition.BEFORE;
import static dev.policyctl.analysis.change.Edition.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.model.policy.VersionBump;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every row of the table of bumps. */
final class RequiredBumpTest {
  private static final ChangeOptions SEMANTIC =
      new ChangeOptions(Edition.AS_OF, Budget.DEFAULT_NODES, true, false);
  private static final ChangeOptions STRICT =
      new ChangeOptions(Edition.AS_OF, Budget.DEFAULT_NODES, false, true);

  /**
   * An edit.
   *
   * @param reason what one of the reasons with that bump says
   */
  private record Row(String name, Edition after, String bump, String reason) {}

  private static Row row(String bump, String reason, String file, String from, String to) {
    return new Row(from + " becomes " + to, BEFORE.replace(file, from, to), bump, reason);
  }

  private static List<Row> removedAndFlipped() {
    return List.of(
        row(
            "major",
            "rule `no-o3` is removed",
            POLICY,
            "  - { id: no-o3, priority: 300, effect: deny, match: { models: [openai/o3] } }\n",
            ""),
        row("major", "rule `no-o3` is now called `never-o3`", POLICY, "no-o3", "never-o3"),
        row(
            "major",
            "rule `no-o3` changes its effect from deny to require_approval",
            POLICY,
            "effect: deny",
            "effect: require_approval"),
        row(
            "major",
            "the default changes from deny to allow",
            POLICY,
            "default: deny",
            "default: allow"),
        row(
            "major",
            "combining changes from priority to deny-overrides",
            POLICY,
            "combining: priority",
            "combining: deny-overrides"));
  }

  private static List<Row> matchesLess() {
    return List.of(
        row(
            "major",
            "rule `chat` matches less: model",
            POLICY,
            "models: [openai/*]",
            "models: [openai/gpt-4o]"),
        row("major", "rule `pii` matches less: input_tokens", POLICY, "lte: 8000", "lte: 100"),
        row(
            "major",
            "rule `pii` matches less: time",
            POLICY,
            "{ input_tokens: { lte: 8000 } }",
            "{ input_tokens: { lte: 8000 }, time: { from: \"08:00\", zone: UTC } }"),
        row(
            "major",
            "rule `no-o3` matches less: time",
            POLICY,
            "match: { models: [openai/o3] }",
            "match: { models: [openai/o3] }, validity: { until: 2027-01-01 }"),
        row(
            "major",
            "rule `pii` loses the obligation `redact:standard`",
            POLICY,
            "{ redact: standard }, ",
            ""),
        row(
            "major",
            "rule `pii` loses the obligation `redact:standard`",
            POLICY,
            "redact: standard",
            "redact: strict"));
  }

  private static List<Row> losesElsewhere() {
    return List.of(
        row("major", "role `guest` is removed", "roles", ", guest: {}", ""),
        row("major", "route `mail` is removed", "routes", ", mail: {}", ""),
        row("major", "redaction profile `strict` is removed", "redactions", ", strict: {}", ""),
        row(
            "major",
            "role `analyst` inherits `employee` no longer",
            "roles",
            "{ inherits: [employee] }",
            "{}"),
        row(
            "major",
            "alias `gpt-4o` of model `openai/gpt-4o` is removed",
            "models",
            "{ aliases: [gpt-4o] }",
            "{}"),
        row(
            "major",
            "alias `l` moves from `local` to `openai/o3`",
            "models",
            "openai/o3: {}, local: { aliases: [l] }",
            "openai/o3: { aliases: [l] }, local: {}"),
        row("major", "route `chat`: paths now without `/talk`", "routes", ", /talk", ""),
        row(
            "major",
            "rule `no-o3` changes its priority, which alters decisions",
            POLICY,
            "priority: 300",
            "priority: 50"));
  }

  private static List<Row> loosenedAndNew() {
    return List.of(
        row(
            "minor",
            "identity: an expiry is no longer required",
            POLICY,
            "requireExpiry: true",
            "requireExpiry: false"),
        row(
            "minor",
            "identity: clockSkew raised from 30s to 60s",
            POLICY,
            "clockSkew: 30s",
            "clockSkew: 1m"),
        row("minor", "limit `tokens`: max raised from 1000 to 2000", POLICY, "1000", "2000"),
        new Row(
            "a rule is added",
            BEFORE.rule("{ id: more, priority: 1, effect: deny }"),
            "minor",
            "rule `more` is new"),
        row("minor", "role `intern` is new", "roles", "guest: {}", "guest: {}, intern: {}"),
        row("minor", "route `voice` is new", "routes", "mail: {}", "mail: {}, voice: {}"),
        row(
            "minor",
            "classification `phi` is new",
            "classifications",
            "pii: {}",
            "pii: {}, phi: {}"),
        row("minor", "model `beta` is new", "models", "{ openai", "{ beta: {}, openai"));
  }

  private static List<Row> matchesMore() {
    return List.of(
        row(
            "minor",
            "rule `chat` matches more: model",
            "models",
            "openai/o3: {}",
            "openai/o3: {}, openai/o4: {}"),
        row(
            "minor",
            "role `guest` inherits `employee` now",
            "roles",
            "guest: {}",
            "guest: { inherits: [employee] }"),
        row(
            "minor",
            "rule `chat` matches more: role",
            "roles",
            "guest: {}",
            "guest: { inherits: [employee] }"),
        row(
            "minor",
            "alias `mini` of model `openai/o3` is new",
            "models",
            "openai/o3: {}",
            "openai/o3: { aliases: [mini] }"),
        row(
            "minor",
            "rule `pii` gains the obligation `notify:privacy`",
            POLICY,
            "{ log: audit }",
            "{ log: audit }, { notify: privacy }"));
  }

  private static List<Row> growsElsewhere() {
    return List.of(
        row(
            "minor",
            "rule `chat` matches more: classification",
            POLICY,
            "classifications: [public]",
            "classifications: [public, pii]"),
        row("minor", "some requests go from deny to allow", POLICY, "lte: 8000", "lte: 9000"),
        row("minor", "route `chat`: paths now with `/say`", "routes", "[/chat", "[/say, /chat"));
  }

  private static List<Row> patch() {
    return List.of(
        row("patch", "limit `tokens`: max lowered from 1000 to 10", POLICY, "max: 1000", "max: 10"),
        row(
            "patch",
            "redaction profile `standard`: detectors now with `iban`",
            "redactions",
            "[email",
            "[iban, email"),
        row(
            "patch",
            "the content differs, and no decision",
            POLICY,
            "description: personal data",
            "description: personal data of customers"),
        row(
            "patch",
            "the content differs, and no decision",
            POLICY,
            "roles: [analyst], models: [local]",
            "roles: [analyst], models: [l]"),
        row(
            "patch",
            "rule `chat` changes its priority, which alters no decision",
            POLICY,
            "priority: 100",
            "priority: 110"),
        row("patch", "identity: clockSkew lowered from 30s to 0s", POLICY, ", clockSkew: 30s", ""));
  }

  private static List<Row> none() {
    return List.of(
        row(
            "none",
            "",
            POLICY,
            "priority: 200\n    effect: allow",
            "effect: allow\n    priority: 200"),
        row("none", "", POLICY, "limits:\n", "# a comment\nlimits:\n"),
        row(
            "none",
            "",
            POLICY,
            "{ redact: standard }, { log: audit }",
            "{ log: audit }, { redact: standard }"),
        row(
            "none",
            "",
            "models",
            "openai/o3: {}, local: { aliases: [l] }",
            "local: { aliases: [l] }, openai/o3: {}"),
        row("none", "", POLICY, "version: 2.14.3", "version: 2.15.0"));
  }

  @TestFactory
  Stream<DynamicTest> followsTheTable() {
    return Stream.of(
            removedAndFlipped(),
            matchesLess(),
            losesElsewhere(),
            loosenedAndNew(),
            matchesMore(),
            growsElsewhere(),
            patch(),
            none())
        .flatMap(List::stream)
        .map(row -> DynamicTest.dynamicTest(row.bump() + ": " + row.name(), () -> check(row)));
  }

  private static void check(Row row) {
    RequiredBump bump = Edition.report(row.after()).requiredBump();
    assertThat(bump.label()).as("%s", bump).isEqualTo(row.bump());
    if (!row.reason().isEmpty()) {
      assertThat(bump.reasons())
          .anySatisfy(
              reason -> {
                assertThat(reason.message()).startsWith(row.reason());
                assertThat(reason.bump().label()).isEqualTo(row.bump());
              });
    }
    assertThat(bump.reasons()).isSorted();
  }

  @Test
  void aWeakerProfileIsAPatchToBeAcknowledged() {
    for (Edition after :
        List.of(
            BEFORE.replace("redactions", ", phone", ""),
            BEFORE.replace("redactions", "method: mask", "method: hash"))) {
      RequiredBump bump = Edition.report(after).requiredBump();
      assertThat(bump.label()).isEqualTo("patch");
      assertThat(bump.reasons()).singleElement().matches(BumpReason::acknowledge);
    }
  }

  @Test
  void aDenyThatIsNarrowedIsAdmissionToo() {
    RequiredBump bump =
        Edition.report(
                BEFORE.replace(
                    POLICY, "effect: deny, match: {", "effect: deny, match: { roles: [guest],"))
            .requiredBump();
    assertThat(bump.bump()).contains(VersionBump.MAJOR);
    assertThat(bump.reasons())
        .contains(
            BumpReason.major("rule `no-o3` matches less: role"),
            BumpReason.minor("some requests go from deny to allow"));
  }

  @Test
  void bySemanticsARenamedRuleIsAPatch() {
    Edition renamed = BEFORE.replace(POLICY, "no-o3", "never-o3");
    assertThat(Edition.report(renamed, SEMANTIC).requiredBump().label()).isEqualTo("patch");
    Edition unused = BEFORE.replace("redactions", ", strict: {}", "");
    assertThat(Edition.report(unused, SEMANTIC).requiredBump().label()).isEqualTo("patch");
  }

  @Test
  void bySemanticsDecisionsCount() {
    assertThat(bySemantics("lte: 8000", "lte: 9000")).isEqualTo("minor");
    assertThat(bySemantics("lte: 8000", "lte: 7000")).isEqualTo("major");
    assertThat(bySemantics("{ log: audit }", "{ log: audit }, { notify: x }")).isEqualTo("minor");
    assertThat(bySemantics(", { log: audit }", "")).isEqualTo("major");
    assertThat(bySemantics("max: 1000", "max: 2000")).isEqualTo("minor");
  }

  private static String bySemantics(String from, String to) {
    return Edition.report(BEFORE.replace(POLICY, from, to), SEMANTIC).requiredBump().label();
  }

  @Test
  void strictlyWhateverNarrowsIsMajor() {
    Edition rule =
        BEFORE.rule(
            "{ id: more, priority: 900, effect: deny, match: { roles: [guest, employee] } }");
    assertThat(Edition.report(rule).requiredBump().label()).isEqualTo("minor");
    assertThat(Edition.report(rule, STRICT).requiredBump().label()).isEqualTo("major");
    Edition limit = BEFORE.replace(POLICY, "max: 1000", "max: 10");
    assertThat(Edition.report(limit, STRICT).requiredBump().label()).isEqualTo("major");
  }

  @Test
  void twoPrioritiesThatKeepTheirOrderAlterNothing() {
    Edition moved =
        BEFORE
            .replace(POLICY, "priority: 300", "priority: 3000")
            .replace(POLICY, "priority: 100", "priority: 250");
    RequiredBump bump = Edition.report(moved).requiredBump();
    assertThat(bump.label()).isEqualTo("patch");
    assertThat(bump.reasons()).hasSize(2);
  }

  @Test
  void withoutABudgetNothingIsCalledNeutral() {
    ChangeOptions none = new ChangeOptions(Edition.AS_OF, 1, false, false);
    ChangeReport report =
        Edition.report(BEFORE.replace(POLICY, "priority: 300", "priority: 301"), none);
    assertThat(report.complete()).isFalse();
    assertThat(report.impact()).isEqualTo(Impact.MIXED);
    assertThat(report.requiredBump().bump()).contains(VersionBump.MAJOR);
  }
}
