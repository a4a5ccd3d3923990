package dev.policyctl.analysis.change;

import static dev.policyctl.model.policy.Outcome.ALLOW;
import static dev.policyctl.model.policy.Outcome.DENY;
import static dev.policyctl.model.policy.Outcome.REQUIRE_APPROVAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Changes whose effect is known without a computer. */
final class DecisionDiffExamplesTest {
  private static final Instant AS_OF = Instant.parse("2026-09-01T09:00:00Z");
  private static final Obligation LOG = new Obligation(Obligation.Action.LOG, Draft.text("full"));
  private static final Obligation REDACT =
      new Obligation(Obligation.Action.REDACT, Draft.text("plain"));

  private final Draft before = new Draft();
  private Draft after = new Draft();

  /** Two routes, one model and two classes: four ways to fill them. */
  DecisionDiffExamplesTest() {
    for (String route : List.of("chat", "mail")) {
      before.put(RegistryKind.ROUTES, route, List.of(), List.of());
    }
    before.put(RegistryKind.MODELS, "x/m", List.of(), List.of());
    for (String of : List.of("open", "pii")) {
      before.put(RegistryKind.CLASSIFICATIONS, of, List.of(), List.of());
    }
    before.put(RegistryKind.REDACTIONS, "plain", List.of(), List.of());
  }

  private void roles(String... names) {
    Arrays.stream(names)
        .forEach(name -> before.put(RegistryKind.ROLES, name, List.of(), List.of()));
  }

  private static Map<Dimension, Selector> of(Dimension dimension, String... values) {
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    selectors.put(
        dimension, new Selector(Draft.SPAN, Arrays.stream(values).map(Draft::text).toList()));
    return selectors;
  }

  private static Rule rule(
      String id,
      int priority,
      Outcome effect,
      Map<Dimension, Selector> match,
      Obligation... obligations) {
    return RandomRules.rule(
        id,
        priority,
        effect,
        new Match(match),
        Conditions.NONE,
        List.of(obligations),
        Optional.empty());
  }

  private static Rule upTo(Rule rule, int tokens) {
    Optional<Bound> upper = Optional.of(new Bound(BigDecimal.valueOf(tokens), true));
    NumericRange range = new NumericRange(Draft.SPAN, Optional.empty(), upper);
    return RandomRules.rule(
        rule.id().value(),
        rule.priority(),
        rule.effect(),
        rule.match(),
        new Conditions(Map.of(Attribute.INPUT_TOKENS, range), Optional.empty()),
        rule.obligations(),
        rule.validity());
  }

  private void change() {
    after = before.copy();
  }

  private void replace(Rule rule) {
    after.rules.replaceAll(old -> old.id().equals(rule.id()) ? rule : old);
  }

  private void remove(RegistryKind kind, String id) {
    Optional.ofNullable(after.registries.get(kind)).orElseThrow().remove(id);
    after.repair();
  }

  private DecisionDiff.Answer diff() {
    DecisionDiff.Answer answer =
        DecisionDiff.of(
            before.compile().compiled(),
            after.compile().compiled(),
            AS_OF,
            new Budget(Budget.DEFAULT_NODES));
    assertThat(answer.complete()).isTrue();
    return answer;
  }

  private static Transition count(
      Outcome from, Outcome to, int combinations, int requests, int twoRoles) {
    return new Transition(
        from,
        to,
        BigInteger.valueOf(combinations),
        BigInteger.valueOf(requests),
        BigInteger.valueOf(twoRoles));
  }

  @Test
  void roleRemovedTogetherWithItsDenyAdmitsWhoHoldsAnotherRole() {
    roles("contractor", "employee");
    before.rules.add(rule("no-contractors", 20, DENY, of(Dimension.ROLES, "contractor")));
    before.rules.add(rule("employees", 10, ALLOW, of(Dimension.ROLES, "employee")));
    change();
    remove(RegistryKind.ROLES, "contractor");
    assertThat(after.rules).hasSize(1);

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions()).containsExactly(count(DENY, ALLOW, 0, 0, 4));
    assertThat(answer.regions()).hasSize(1);
    Region region = answer.regions().get(0);
    assertThat(new TreeSet<>(region.witness().values(Dimension.ROLES)))
        .containsExactly("contractor", "employee");
    assertThat(region.rulesBefore()).containsExactly("no-contractors");
    assertThat(region.rulesAfter()).containsExactly("employees");
    assertThat(region.combinations()).isEqualTo(4);
  }

  @Test
  void newModelIsCaughtByAnOldGlobOrByDefaultAllow() {
    roles("employee");
    before.defaultOutcome = ALLOW;
    before.rules.add(rule("ask", 10, REQUIRE_APPROVAL, of(Dimension.MODELS, "x/*")));
    change();
    after.put(RegistryKind.MODELS, "x/new", List.of(), List.of());
    after.put(RegistryKind.MODELS, "y", List.of(), List.of());

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions())
        .containsExactly(count(DENY, ALLOW, 4, 4, 0), count(DENY, REQUIRE_APPROVAL, 4, 4, 0));
    assertThat(answer.regions().stream().flatMap(r -> r.witness().resourceId().stream()))
        .containsExactlyInAnyOrder("y", "x/new");
  }

  @Test
  void aliasThatMovesIsAValueOfItsOwn() {
    roles("employee");
    before.put(RegistryKind.MODELS, "x/m", List.of(), List.of("best"));
    before.put(RegistryKind.MODELS, "x/n", List.of(), List.of());
    before.rules.add(rule("only-m", 10, ALLOW, of(Dimension.MODELS, "x/m")));
    change();
    after.put(RegistryKind.MODELS, "x/m", List.of(), List.of());
    after.put(RegistryKind.MODELS, "x/n", List.of(), List.of("best"));

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions()).containsExactly(count(ALLOW, DENY, 4, 4, 0));
    assertThat(answer.regions().get(0).extents()).contains(new Extent("model", List.of("best")));
    assertThat(answer.regions().get(0).witness().resourceId()).contains("best");
  }

  @Test
  void changeBehindAHigherDenyShowsNothing() {
    roles("contractor", "employee");
    before.rules.add(rule("no-pii", 20, DENY, of(Dimension.CLASSIFICATIONS, "pii")));
    before.rules.add(rule("pii", 10, ALLOW, of(Dimension.CLASSIFICATIONS, "pii")));
    change();
    replace(rule("pii", 10, REQUIRE_APPROVAL, of(Dimension.CLASSIFICATIONS, "pii"), LOG));
    after.rules.add(rule("more-pii", 15, ALLOW, of(Dimension.CLASSIFICATIONS, "pii")));

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions()).isEmpty();
    assertThat(answer.regions()).isEmpty();
  }

  /**
   * Cells are up to 1000, up to 2000, above, and absence. Of {@code a} alone the second one opens,
   * four combinations; who is {@code b} too was denied, and gets the first one as well.
   */
  @Test
  void countsAreThoseWorkedOutByHand() {
    roles("a", "b");
    Rule grant = rule("grant", 10, ALLOW, of(Dimension.ROLES, "a"));
    before.rules.add(upTo(grant, 1000));
    before.rules.add(rule("guard", 20, DENY, of(Dimension.ROLES, "b")));
    change();
    after.rules.clear();
    after.rules.add(upTo(grant, 2000));

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions()).containsExactly(count(DENY, ALLOW, 4, 4, 4));
    assertThat(answer.regions().get(0).extents())
        .contains(new Extent("input_tokens", List.of("> 1000 <= 2000")));
    assertThat(answer.regions().get(1).extents())
        .contains(new Extent("input_tokens", List.of("<= 1000")));
  }

  /** A rule for {@code b} that ranks behind that for {@code a}, in one tier, decides for both. */
  @Test
  void otherRolesRulesOfTheSameTierDecideForAPair() {
    roles("a", "b");
    before.rules.add(rule("one", 10, REQUIRE_APPROVAL, of(Dimension.ROLES, "a"), REDACT));
    before.rules.add(rule("two", 10, REQUIRE_APPROVAL, of(Dimension.ROLES, "b"), LOG));
    change();
    replace(rule("one", 20, REQUIRE_APPROVAL, of(Dimension.ROLES, "a"), REDACT));

    DecisionDiff.Answer answer = diff();

    assertThat(answer.transitions())
        .containsExactly(count(REQUIRE_APPROVAL, REQUIRE_APPROVAL, 0, 0, 4));
    assertThat(answer.regions().get(0).rulesBefore()).containsExactly("one", "two");
    assertThat(answer.regions().get(0).rulesAfter()).containsExactly("one");
  }

  /** Alone, a removed role is let in as unknown; beside another role it is dropped. */
  @Test
  void removedRoleThatCountsAsUnknownAloneIsDroppedBesideAnother() {
    roles("a", "c");
    before.rules.add(rule("guests", 10, ALLOW, of(Dimension.ROLES, Dimension.UNKNOWN, "c")));
    change();
    remove(RegistryKind.ROLES, "c");

    assertThat(diff().transitions()).containsExactly(count(ALLOW, DENY, 0, 0, 4));
  }

  /** Of {@code b} and {@code c} each side sees the one that it knows. */
  @Test
  void roleThatTakesThePlaceOfAnotherIsSeenBesideIt() {
    roles("a", "b");
    before.rules.add(rule("everybody", 10, ALLOW, new EnumMap<>(Dimension.class)));
    change();
    remove(RegistryKind.ROLES, "b");
    after.put(RegistryKind.ROLES, "c", List.of(), List.of());
    replace(rule("everybody", 10, ALLOW, new EnumMap<>(Dimension.class), LOG));

    assertThat(diff().transitions())
        .containsExactly(
            count(DENY, ALLOW, 4, 4, 0), count(ALLOW, DENY, 4, 4, 0), count(ALLOW, ALLOW, 4, 4, 4));
  }

  /** The guard denied tools that are known; it was silence that denied the others. */
  @Test
  void regionNamesNoRuleThatDecidesBesideIt() {
    roles("a");
    before.defaultOutcome = ALLOW;
    before.put(RegistryKind.MODELS, "x/n", List.of(), List.of());
    before.put(RegistryKind.MODELS, "y", List.of(), List.of());
    before.put(RegistryKind.TOOLS, "web", List.of(), List.of());
    before.rules.add(rule("guard", 10, DENY, of(Dimension.MODELS, "x/*")));
    change();
    after.rules.clear();
    after.registries.remove(RegistryKind.TOOLS);

    List<Region> regions = diff().regions();

    assertThat(regions).hasSize(2);
    Region unknown =
        regions.stream()
            .filter(r -> r.extents().contains(new Extent("tool", List.of("$unknown"))))
            .findFirst()
            .orElseThrow();
    assertThat(unknown.extents()).contains(new Extent("model", List.of("*")));
    assertThat(unknown.rulesBefore()).isEmpty();
  }
}
