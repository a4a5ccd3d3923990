package dev.policyctl.analysis.change;

import static dev.policyctl.analysis.change.Edition.BEFORE;
import static dev.policyctl.analysis.change.Edition.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.change.StructuralChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StructuralDiffTest {
  private static final String LIMIT =
      "{ id: tokens, match: { roles: [employee] }, key: [subject], metric: tokens, max: 1000,"
          + " window: 1h }";

  private static List<StructuralChange> changes(Edition after) {
    return StructuralDiff.of(BEFORE.compile(), after.compile());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max: 1000 | max: 1001 | BROADENING | limit `tokens`: max raised from 1000 to 1001",
        "max: 1000 | max: 999 | NARROWING | limit `tokens`: max lowered from 1000 to 999",
        "window: 1h | window: 30m | BROADENING | limit `tokens`: window shortened from 1h to 30m",
        "window: 1h | window: 2h | NARROWING | limit `tokens`: window lengthened from 1h to 2h",
        "window: 1h | window: 50m | MIXED | limit `tokens`: window shortened from 1h to 50m",
        "max: 1000, window: 1h | max: 2000, window: 2h | MIXED | limit `tokens`: max raised",
        "max: 1000, window: 1h | max: 2000, window: 30m | BROADENING | limit `tokens`: max raised",
        "window: 1h | window: { sliding: 1h } | NARROWING | limit `tokens`: its window slides now",
        "metric: tokens | metric: requests | MIXED | limit `tokens`: counts requests",
        "key: [subject] | key: [subject, model] | BROADENING | limit `tokens`: counts per subject",
        "key: [subject] | key: [model] | MIXED | limit `tokens`: counts per model",
        "match: { roles: [employee] } | match: { roles: [analyst] } | BROADENING"
            + " | limit `tokens`: applies to fewer requests: role",
        "match: { roles: [employee] } | match: {} | NARROWING"
            + " | limit `tokens`: applies to more requests: role",
        "match: { roles: [employee] } | match: { roles: [admin] } | MIXED | limit `tokens`: applies"
      })
  void comparesLimits(String from, String to, Kind kind, String message) {
    Edition after = BEFORE.replace(POLICY, LIMIT, LIMIT.replace(from, to));
    assertThat(changes(after))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.kind()).isEqualTo(kind);
              assertThat(change.message()).startsWith(message);
              assertThat(change.subject()).isEqualTo("limit:tokens");
            });
  }

  @Test
  void findsLimitsThatOneSideLacks() {
    Edition renamed = BEFORE.replace(POLICY, "id: tokens", "id: more-tokens");
    assertThat(changes(renamed))
        .containsExactly(
            new StructuralChange(
                Kind.NARROWING, "limit:more-tokens", "limit `more-tokens`: is new"),
            new StructuralChange(Kind.BROADENING, "limit:tokens", "limit `tokens`: is removed"));
  }

  @Test
  void aNewModelLoosensNoLimit() {
    assertThat(changes(BEFORE.replace("models", "openai/o3: {}", "openai/o3: {}, openai/o4: {}")))
        .isEmpty();
  }

  @Test
  void anInheritanceThatIsGoneLoosensALimit() {
    assertThat(changes(BEFORE.replace("roles", "{ inherits: [employee] }", "{}")))
        .extracting(StructuralChange::kind)
        .containsExactly(Kind.BROADENING);
  }

  @Test
  void comparesRoutesAndProfiles() {
    assertThat(changes(BEFORE.replace("routes", ", /talk", ", /say")))
        .containsExactly(
            new StructuralChange(
                Kind.ROUTE_LOSES,
                "route:chat/paths",
                "route `chat`: paths now without `/talk`, and with `/say`"));
    assertThat(changes(BEFORE.replace("routes", "[POST]", "[POST, PUT]")))
        .extracting(StructuralChange::kind)
        .containsExactly(Kind.ROUTE_GROWS);
    assertThat(changes(BEFORE.replace("routes", ", methods: [POST]", "")))
        .extracting(StructuralChange::kind)
        .containsExactly(Kind.ROUTE_LOSES);
    assertThat(changes(BEFORE.replace("redactions", "method: mask", "method: hash")))
        .containsExactly(
            new StructuralChange(
                Kind.WEAKENING,
                "redaction:standard/method",
                "redaction profile `standard`: method now without `mask`, and with `hash`"));
    assertThat(changes(BEFORE.replace("redactions", "[email", "[iban, email")))
        .extracting(StructuralChange::kind)
        .containsExactly(Kind.TUNING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max: 1000 | max: 2000 | broadening",
        "max: 1000 | max: 10 | narrowing",
        "window: 1h | window: 50m | mixed",
        "lte: 8000 | lte: 9000 | broadening",
        "lte: 8000 | lte: 7000 | narrowing",
        "models: [openai/*] | models: [openai/o3, local] | mixed",
        "{ log: audit } | { log: debug } | obligations",
        "description: personal data | description: data | neutral",
        "priority: 100 | priority: 101 | neutral"
      })
  void tellsTheImpact(String from, String to, String impact) {
    ChangeReport report = Edition.report(BEFORE.replace(POLICY, from, to));
    assertThat(report.impact().label()).isEqualTo(impact);
    assertThat(report.newAccess()).isEqualTo(report.impact().broadens());
  }

  @Test
  void tellsTheImpactOfRegistries() {
    assertThat(Edition.report(BEFORE.replace("routes", "[/chat", "[/c, /chat")).impact())
        .isEqualTo(Impact.MIXED);
    assertThat(Edition.report(BEFORE.replace("redactions", ", phone", "")).impact())
        .isEqualTo(Impact.BROADENING);
    assertThat(Edition.report(BEFORE.replace("redactions", "phone", "phone, iban")).impact())
        .isEqualTo(Impact.OBLIGATIONS);
    assertThat(
            Edition.report(
                    BEFORE.replace("models", "openai/o3: {}", "openai/o3: {}, openai/o4: {}"))
                .impact())
        .isEqualTo(Impact.BROADENING);
  }

  @Test
  void aPolicyOnOneSideDeniesEverythingOnTheOther() {
    ChangeReport added = ChangeReport.added(BEFORE.compile(), ChangeOptions.at(Edition.AS_OF));
    assertThat(added.impact()).isEqualTo(Impact.BROADENING);
    assertThat(added.oneSided()).contains(Kind.POLICY_ADDED);
    assertThat(added.requiredBump()).isEqualTo(RequiredBump.NONE);
    ChangeReport removed = ChangeReport.removed(BEFORE.compile(), ChangeOptions.at(Edition.AS_OF));
    assertThat(removed.impact()).isEqualTo(Impact.NARROWING);
    assertThat(removed.decisions().transitions().get(0).combinations())
        .isEqualTo(added.decisions().transitions().get(0).combinations());
  }
}
