package dev.policyctl.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small policies, each of which shows one thing. */
final class AnomalyExamplesTest {
  private static final Instant NOW = Instant.parse("2026-09-01T09:00:00Z");

  private final List<Rule> rules = new ArrayList<>();
  private final Map<RegistryKind, List<String>> names =
      new EnumMap<>(
          Map.of(
              RegistryKind.ROLES, List.of("alice", "bob"),
              RegistryKind.ROUTES, List.of("chat"),
              RegistryKind.MODELS, List.of("large", "small"),
              RegistryKind.CLASSIFICATIONS, List.of("phi", "pii"),
              RegistryKind.REDACTIONS, List.of("mask")));

  private static Text text(String value) {
    return new Text(value, RandomWorld.SPAN);
  }

  /**
   * @param match {@code key=value,value}, separated by spaces
   * @param demands {@code action:argument}, likewise
   */
  private void rule(String id, int priority, Outcome effect, String match, String demands) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    for (String part : match.isEmpty() ? new String[0] : match.split(" ", -1)) {
      String[] pair = part.split("=", -1);
      selectors.put(
          Dimension.ofKey(pair[0]).orElseThrow(),
          new Selector(
              RandomWorld.SPAN,
              Arrays.stream(pair[1].split(",", -1)).map(AnomalyExamplesTest::text).toList()));
    }
    List<Obligation> obligations = new ArrayList<>();
    for (String part : demands.isEmpty() ? new String[0] : demands.split(" ", -1)) {
      String[] pair = part.split(":", -1);
      obligations.add(new Obligation(Action.ofLabel(pair[0]).orElseThrow(), text(pair[1])));
    }
    rules.add(
        new Rule(
            RandomWorld.SPAN,
            text(id),
            Optional.empty(),
            Optional.empty(),
            priority,
            Optional.empty(),
            effect,
            new Match(selectors),
            Conditions.NONE,
            obligations,
            Optional.empty()));
  }

  private PolicySpace space(Combining combining, Outcome otherwise) {
    List<Registry> registries = new ArrayList<>();
    names.forEach(
        (kind, ids) ->
            registries.add(
                new Registry(
                    kind,
                    RandomWorld.SPAN,
                    ids.stream().map(AnomalyExamplesTest::entry).toList())));
    Policy policy =
        new Policy(
            new BundleHeader(text("n"), text("1.0.0"), text("prod"), text("default"), List.of()),
            otherwise,
            text("default"),
            combining,
            IdentityPolicy.DEFAULT,
            rules,
            List.of());
    return new PolicySpace(
        PolicyEngine.compile(policy, new Registries(registries)).compiled(),
        NOW,
        new Budget(Budget.DEFAULT_NODES));
  }

  private static RegistryEntry entry(String id) {
    return new RegistryEntry(
        text(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        Map.of());
  }

  private PolicySpace space() {
    return space(Combining.PRIORITY, Outcome.DENY);
  }

  private static List<String> ids(Found<? extends Paired> found) {
    return found.listed().stream().map(p -> p.first().id() + " " + p.second().id()).toList();
  }

  @Test
  void oneRoleIsAllowedAndDeniedAtOnePriority() {
    rule("a", 10, Outcome.ALLOW, "roles=alice", "");
    rule("d", 10, Outcome.DENY, "models=large", "");
    PairAnswer<RulePair> answer = Conflicts.of(space());
    assertThat(ids(answer.direct())).containsExactly("d a");
    assertThat(answer.direct().atLeast()).isFalse();
    assertThat(Conflicts.of(space(Combining.DENY_OVERRIDES, Outcome.DENY)).direct().count())
        .isZero();
  }

  @Test
  void aConflictThatOnlyAnIdentityOfTwoRolesTriggers() {
    rule("a", 10, Outcome.ALLOW, "roles=bob", "");
    rule("d", 10, Outcome.DENY, "roles=alice", "");
    PairAnswer<RulePair> answer = Conflicts.of(space());
    assertThat(answer.direct().count()).isZero();
    assertThat(ids(answer.joint())).containsExactly("d a");
    assertThat(answer.joint().listed().get(0).witness().values(Dimension.ROLES))
        .containsExactlyInAnyOrder("alice", "bob");
  }

  @Test
  void aConflictThatTwoHigherRulesHideTogether() {
    rule("a", 10, Outcome.ALLOW, "roles=alice", "");
    rule("d", 10, Outcome.DENY, "", "");
    rule("h1", 20, Outcome.DENY, "roles=alice models=large", "");
    rule("h2", 20, Outcome.ALLOW, "roles=alice models=small", "");
    PairAnswer<RulePair> answer = Conflicts.of(space());
    assertThat(answer.direct().count() + answer.joint().count()).isZero();
    assertThat(answer.undetermined()).isEmpty();
  }

  @Test
  void anUnknownRoleNeverStandsBesideAnother() {
    rule("a", 10, Outcome.ALLOW, "roles=$unknown", "");
    rule("d", 10, Outcome.DENY, "roles=alice", "");
    assertThat(Conflicts.of(space()).joint().count()).isZero();
  }

  @Test
  void twoClassesAreRoutedToTwoModels() {
    rule("one", 10, Outcome.ALLOW, "classifications=pii", "route_to:small");
    rule("two", 10, Outcome.ALLOW, "classifications=phi", "route_to:large");
    PairAnswer<ObligationConflict> answer = ObligationConflicts.of(space());
    assertThat(answer.direct().count()).isZero();
    assertThat(ids(answer.joint())).containsExactly("one two");
    assertThat(answer.joint().listed().get(0).needsTwoClasses()).isTrue();
    assertThat(answer.joint().listed().get(0).needsTwoRoles()).isFalse();
  }

  @Test
  void whereOneClassIsDeniedTheOtherDoesNotCount() {
    rule("one", 10, Outcome.ALLOW, "classifications=pii", "log:full");
    rule("two", 10, Outcome.DENY, "classifications=phi", "log:none");
    PairAnswer<ObligationConflict> answer = ObligationConflicts.of(space());
    assertThat(answer.direct().count() + answer.joint().count()).isZero();
  }

  @Test
  void redactionAndTokenizationOfTwoClassesGoTogether() {
    rule("one", 10, Outcome.ALLOW, "classifications=pii", "redact:mask");
    rule("two", 10, Outcome.ALLOW, "classifications=phi", "tokenize:mask");
    PairAnswer<ObligationConflict> answer = ObligationConflicts.of(space());
    assertThat(answer.direct().count() + answer.joint().count()).isZero();
  }

  @Test
  void oneRuleLogsAtTwoLevelsUnlessItNeverDecides() {
    rule("one", 10, Outcome.ALLOW, "", "log:full log:none");
    assertThat(ids(ObligationConflicts.of(space()).direct())).containsExactly("one one");
    rule("over", 20, Outcome.DENY, "", "");
    assertThat(ObligationConflicts.of(space()).direct().count()).isZero();
  }

  @Test
  void anOmittedSelectorIsPiercedByTheUnknownModel() {
    rule("guard", 20, Outcome.DENY, "classifications=phi", "");
    rule("lax", 10, Outcome.ALLOW, "models=*,$unknown,$missing", "");
    List<PiercedGuardrail> direct = PiercedGuardrails.of(space()).direct().listed();
    assertThat(direct).hasSize(1);
    assertThat(direct.get(0).dimension()).isEqualTo(Dimension.MODELS);
    assertThat(direct.get(0).values()).containsExactly("$unknown", "$missing");
    assertThat(direct.get(0).decides()).isTrue();
  }

  @Test
  void aGuardrailThatListsTheSpecialValuesHolds() {
    rule("guard", 20, Outcome.DENY, "classifications=phi models=*,$unknown,$missing", "");
    rule("lax", 10, Outcome.ALLOW, "models=*,$unknown,$missing", "");
    assertThat(PiercedGuardrails.of(space()).direct().count()).isZero();
  }

  @Test
  void anOmittedSelectorHoldsBackAbsenceInAnOptionalDimension() {
    names.put(RegistryKind.TOOLS, List.of("search"));
    rule("guard", 20, Outcome.DENY, "classifications=phi", "");
    rule("lax", 10, Outcome.ALLOW, "tools=search,$missing", "");
    assertThat(PiercedGuardrails.of(space()).direct().count()).isZero();
  }

  @Test
  void anExplicitSelectorOverAnEmptyRegistryIsNoGuardrail() {
    names.put(RegistryKind.TOOLS, List.of());
    rule("guard", 20, Outcome.DENY, "tools=$missing", "");
    rule("lax", 10, Outcome.ALLOW, "tools=$unknown", "");
    assertThat(PiercedGuardrails.of(space()).direct().count()).isZero();
    rules.remove(0);
    rule("guard", 20, Outcome.DENY, "", "");
    assertThat(ids(PiercedGuardrails.of(space()).direct())).containsExactly("guard lax");
  }

  @Test
  void anAllowAboveLosesTheRedactionBelow() {
    rule("plain", 20, Outcome.ALLOW, "roles=alice", "");
    rule("careful", 10, Outcome.ALLOW, "classifications=phi", "redact:mask");
    assertThat(ids(LostObligations.of(space()).direct())).containsExactly("plain careful");
    rule("also", 20, Outcome.ALLOW, "", "tokenize:mask");
    assertThat(LostObligations.of(space()).direct().count()).isZero();
  }

  @Test
  void aRouteEndsAtAModelThatIsDenied() {
    rule("route", 10, Outcome.ALLOW, "models=small", "route_to:large");
    rule("deny", 5, Outcome.DENY, "models=large classifications=phi", "");
    RouteEscape escape = RouteEscapes.of(space()).escapes().get(0);
    assertThat(escape.denier().orElseThrow().id()).isEqualTo("deny");
    assertThat(escape.model()).isEqualTo("large");
  }

  @Test
  void aRouteEndsAtTheDefault() {
    rule("route", 10, Outcome.ALLOW, "models=small", "route_to:large");
    assertThat(RouteEscapes.of(space()).escapes().get(0).denier()).isEmpty();
    assertThat(RouteEscapes.of(space(Combining.PRIORITY, Outcome.ALLOW)).escapes()).isEmpty();
  }

  @Test
  void aRouteEscapesThroughASecondClassThatTheModelMayNotSee() {
    rule("route", 10, Outcome.ALLOW, "models=small classifications=pii", "route_to:large");
    rule("large", 10, Outcome.ALLOW, "models=large classifications=pii", "");
    rule("phi", 10, Outcome.ALLOW, "models=small classifications=phi", "");
    RouteEscape escape = RouteEscapes.of(space()).escapes().get(0);
    assertThat(escape.needsTwoClasses()).isTrue();
    assertThat(escape.needsTwoRoles()).isFalse();
    rule("both", 10, Outcome.ALLOW, "models=large classifications=phi", "");
    assertThat(RouteEscapes.of(space()).escapes()).isEmpty();
  }

  @Test
  void aRouteEndsInSilenceThoughTheDefaultAllows() {
    rule("route", 10, Outcome.ALLOW, "models=small routes=$unknown", "route_to:large");
    PolicySpace space = space(Combining.PRIORITY, Outcome.ALLOW);
    assertThat(RouteEscapes.of(space).escapes().get(0).denier()).isEmpty();
  }

  @Test
  void aRouteToTheModelThatWasAskedForNeverEscapes() {
    rule("route", 10, Outcome.ALLOW, "models=large", "route_to:large");
    assertThat(RouteEscapes.of(space()).escapes()).isEmpty();
  }

  @Test
  void oneRuleThatClashesWithManyIsOneGroup() {
    rule("d", 10, Outcome.DENY, "", "");
    rule("a1", 10, Outcome.ALLOW, "roles=alice", "");
    rule("a2", 10, Outcome.ALLOW, "roles=bob", "");
    rule("d2", 10, Outcome.DENY, "roles=bob", "");
    PairAnswer<RulePair> answer = Conflicts.of(space());
    List<Grouping.Group<RulePair>> groups = Grouping.of(answer.direct().listed());
    assertThat(groups).hasSize(2);
    assertThat(groups.get(0).hub().id()).isEqualTo("d");
    assertThat(groups.get(0).pairs().stream().map(p -> p.second().id()))
        .containsExactly("a1", "a2");
    assertThat(groups.get(1).pairs()).hasSize(1);
    assertThat(groups.get(1).hub().id()).isEqualTo("d2");
  }
}
