package dev.policyctl.evaluator;

import static dev.policyctl.evaluator.World.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine is never weaker than its policy reads: what cannot be meant is refused. */
final class CompilationTest {
  private static final Span PLACE = new Span("policy.yaml", 7, 3, 7, 9);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "match: { roles: [ghost] } | unknown role `ghost`",
        "match: { models: [gpt5] } | unknown model `gpt5`",
        "match: { models: [gpt4, 'gpt*'] } | glob `gpt*` matches no model",
        "match: { routes: ['support*'] } | glob `support*` matches no route",
        "match: { tools: [search] } | there is no `tools` registry",
        "match: { tools: [$missing] } | there is no `tools` registry",
        "obligations: [{ redact: ghost }] | unknown redaction profile `ghost`",
        "obligations: [{ tokenize: ghost }] | unknown redaction profile `ghost`",
        "obligations: [{ route_to: ghost }] | unknown model `ghost`",
      })
  void refusesWhatTheRegistriesLackAndSaysWhere(String part, String message) {
    String rule = "rules:\n  - { id: r, priority: 1, effect: allow, " + part + " }\n";
    assertThatThrownBy(() -> World.engine(rule))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageMatching("policy\\.yaml:5:\\d+: .*")
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(((InvalidPolicyException) e).span().line()).isEqualTo(5));
  }

  @Test
  void refusesLimitsThatTheRegistriesLack() {
    String limit = "limits: [{ id: l, metric: requests, max: 1, window: 1h, ";
    assertThatThrownBy(() -> World.engine(limit + "key: [subject], match: { roles: [x] } }]"))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageContaining("unknown role `x`");
    assertThatThrownBy(() -> World.engine(limit + "key: [agent] }]"))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageContaining("no `agents` registry");
  }

  private static Rule rule(
      String id, Outcome effect, Conditions when, List<Obligation> obligations, Validity validity) {
    return new Rule(
        PLACE,
        new Text(id, PLACE),
        Optional.empty(),
        Optional.empty(),
        1,
        Optional.empty(),
        effect,
        Match.ANY,
        when,
        obligations,
        Optional.ofNullable(validity));
  }

  private static Conditions range(Attribute attribute, Bound lower, Bound upper) {
    NumericRange range =
        new NumericRange(PLACE, Optional.ofNullable(lower), Optional.ofNullable(upper));
    return new Conditions(Map.of(attribute, range), Optional.empty());
  }

  private static Bound bound(String value, boolean inclusive) {
    return new Bound(new BigDecimal(value), inclusive);
  }

  private static void refuses(String message, List<Rule> rules, List<Limit> limits) {
    Policy base = World.company().policy("rules: []");
    Policy policy =
        new Policy(
            base.bundle(),
            base.defaultOutcome(),
            base.defaultText(),
            base.combining(),
            base.identity(),
            rules,
            limits);
    Registries registries = World.company().registries();
    assertThatThrownBy(() -> PolicyEngine.compile(policy, registries))
        .isInstanceOf(InvalidPolicyException.class)
        .hasMessageStartingWith("policy.yaml:7:3: ")
        .hasMessageContaining(message);
  }

  private static void refusesWhen(String message, Conditions when) {
    refuses(message, List.of(rule("r", Outcome.ALLOW, when, List.of(), null)), List.of());
  }

  @Test
  void refusesConditionsThatNothingSatisfies() {
    String message = "no value of `input_tokens`";
    refusesWhen(message, range(Attribute.INPUT_TOKENS, bound("5", true), bound("4", true)));
    refusesWhen(message, range(Attribute.INPUT_TOKENS, bound("5", true), bound("5", false)));
    refusesWhen(message, range(Attribute.INPUT_TOKENS, bound("5", false), bound("6", false)));
    refusesWhen(
        "no value of `risk_score`",
        range(Attribute.RISK_SCORE, bound("0.5", false), bound("0.50", true)));
    refusesWhen("`risk_score` has no bound", range(Attribute.RISK_SCORE, null, null));
    TimeWindow empty = new TimeWindow(PLACE, Set.of(DayOfWeek.MONDAY), 60, 60, ZoneId.of("UTC"));
    refusesWhen("time window is empty", new Conditions(Map.of(), Optional.of(empty)));
  }

  @Test
  void acceptsNarrowConditions() {
    Conditions narrow = range(Attribute.RISK_SCORE, bound("0.5", false), bound("0.51", false));
    Policy base = World.company().policy("rules: []");
    Policy policy =
        new Policy(
            base.bundle(),
            base.defaultOutcome(),
            base.defaultText(),
            base.combining(),
            base.identity(),
            List.of(rule("r", Outcome.ALLOW, narrow, List.of(), null)),
            List.of());
    PolicyEngine engine = PolicyEngine.compile(policy, World.company().registries());
    Request request = request().attribute(Attribute.RISK_SCORE, new BigDecimal("0.505")).build();
    assertThat(engine.evaluate(request).allowed()).isTrue();
  }

  @Test
  void refusesEmptyValidity() {
    Validity empty = new Validity(PLACE, Optional.of(World.NOW), Optional.of(World.NOW));
    refuses(
        "validity is empty",
        List.of(rule("r", Outcome.ALLOW, Conditions.NONE, List.of(), empty)),
        List.of());
  }

  @Test
  void refusesRoutesThatContradict() {
    Obligation route = new Obligation(Obligation.Action.ROUTE_TO, new Text("openai/gpt-4o", PLACE));
    refuses(
        "denies and has a `route_to`",
        List.of(rule("r", Outcome.DENY, Conditions.NONE, List.of(route), null)),
        List.of());
    refuses(
        "several `route_to`",
        List.of(rule("r", Outcome.ALLOW, Conditions.NONE, List.of(route, route), null)),
        List.of());
  }

  @Test
  void refusesSecondRuleOfOneId() {
    Rule rule = rule("r", Outcome.ALLOW, Conditions.NONE, List.of(), null);
    refuses("second rule `r`", List.of(rule, rule), List.of());
  }

  private static Limit limit(String max, Duration window, List<Limit.Key> key) {
    return new Limit(
        PLACE,
        new Text("l", PLACE),
        Optional.empty(),
        Match.ANY,
        key,
        Limit.Metric.REQUESTS,
        new BigDecimal(max),
        window,
        false);
  }

  @Test
  void refusesLimitsThatCannotBeCounted() {
    List<Limit.Key> key = List.of(Limit.Key.SUBJECT);
    Limit good = limit("1", Duration.ofHours(1), key);
    refuses("second limit `l`", List.of(), List.of(good, good));
    refuses("admits nothing", List.of(), List.of(limit("0", Duration.ofHours(1), key)));
    refuses("has no key", List.of(), List.of(limit("1", Duration.ofHours(1), List.of())));
    for (Duration window :
        List.of(Duration.ZERO, Duration.ofNanos(1_500_000), Duration.ofSeconds(Long.MAX_VALUE))) {
      refuses("has a window", List.of(), List.of(limit("1", window, key)));
    }
  }

  @Test
  void carriesTheIdentityThatItIsGiven() {
    World world = World.company();
    PolicyEngine plain = world.compile("rules: []");
    assertThat(plain.identity())
        .isEqualTo(new PolicyIdentity("acme-support", "2.14.3", Optional.empty()));
    PolicyIdentity bundle = new PolicyIdentity("b", "1.0.0", Optional.of("00ff"));
    PolicyEngine loaded =
        PolicyEngine.compile(world.policy("rules: []"), world.registries(), bundle);
    assertThat(loaded.evaluate(request().build()).policy()).isEqualTo(bundle);
  }

  @Test
  void refusesRequestsThatAnotherEngineResolved() {
    PolicyEngine one = World.engine("rules: []");
    PolicyEngine other = World.engine("rules: []");
    ResolvedRequest resolved = one.resolve(request().build());
    assertThat(one.evaluate(resolved).reason()).isEqualTo(Reason.DEFAULT);
    assertThatThrownBy(() -> other.evaluate(resolved)).isInstanceOf(IllegalArgumentException.class);
  }
}
