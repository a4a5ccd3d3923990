package dev.policyctl.analysis.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.ClassMatches;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Reason;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.RuleView;
import dev.policyctl.model.policy.Obligation.Action;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.util.List;

/** Puts the witness of every finding before the evaluator. */
final class Replay {
  private final PolicyEngine engine;
  private final String name;

  /**
   * @param name what to say where the evaluator disagrees
   */
  Replay(PolicyEngine engine, String name) {
    this.engine = engine;
    this.name = name;
  }

  void all(ActualAnomalies found) {
    ActualAnomalies.all(found.conflicts).forEach(this::conflict);
    ActualAnomalies.all(found.overrides).forEach(this::override);
    ActualAnomalies.all(found.lost).forEach(this::lost);
    ActualAnomalies.all(found.obligations).forEach(this::obligations);
    ActualAnomalies.all(found.pierced).forEach(this::pierced);
    found.routes.escapes().forEach(this::route);
  }

  private ClassMatches only(Request request) {
    List<ClassMatches> classes = engine.matches(engine.resolve(request));
    assertThat(classes).as(name).hasSize(1);
    return classes.get(0);
  }

  private static List<String> ids(List<RuleView> rules) {
    return rules.stream().map(RuleView::id).toList();
  }

  private void roles(Request witness, boolean two) {
    assertThat(witness.values(Dimension.ROLES)).as(name).hasSizeBetween(two ? 2 : 0, two ? 2 : 1);
  }

  private void conflict(RulePair conflict) {
    roles(conflict.witness(), conflict.needsTwoRoles());
    ClassMatches only = only(conflict.witness());
    assertThat(ids(only.matching()))
        .as(name)
        .contains(conflict.first().id(), conflict.second().id());
    assertThat(conflict.first().effect().stricterThan(conflict.second().effect())).isTrue();
    assertThat(only.matching().get(0).priority())
        .as(name)
        .isEqualTo(conflict.first().priority())
        .isEqualTo(conflict.second().priority());
  }

  private void override(RulePair override) {
    roles(override.witness(), override.needsTwoRoles());
    ClassMatches only = only(override.witness());
    assertThat(ids(only.deciding())).as(name).contains(override.first().id());
    assertThat(ids(only.matching())).as(name).contains(override.second().id());
    assertThat(override.first().effect()).as(name).isNotEqualTo(override.second().effect());
  }

  private void lost(RulePair lost) {
    roles(lost.witness(), lost.needsTwoRoles());
    ClassMatches only = only(lost.witness());
    assertThat(ids(only.deciding()))
        .as(name)
        .contains(lost.first().id())
        .doesNotContain(lost.second().id());
    assertThat(ids(only.matching())).as(name).contains(lost.second().id());
    assertThat(engine.evaluate(lost.witness()).obligations()).as(name).noneMatch(Replay::redacts);
    assertThat(lost.second().obligations()).as(name).anyMatch(Replay::redacts);
  }

  private static boolean redacts(DecisionObligation obligation) {
    return obligation.action() == Action.REDACT || obligation.action() == Action.TOKENIZE;
  }

  private void obligations(ObligationConflict conflict) {
    Request witness = conflict.witness();
    roles(witness, conflict.needsTwoRoles());
    int classes = witness.values(Dimension.CLASSIFICATIONS).size();
    assertThat(classes)
        .as(name)
        .isBetween(conflict.needsTwoClasses() ? 2 : 0, conflict.needsTwoClasses() ? 2 : 1);
    Decision decision = engine.evaluate(witness);
    assertThat(decision.determiningRules())
        .as(name)
        .contains(conflict.first().id(), conflict.second().id());
    assertThat(decision.obligations()).as(name).contains(conflict.ofFirst(), conflict.ofSecond());
    assertThat(conflict.first().obligations()).as(name).contains(conflict.ofFirst());
    assertThat(conflict.second().obligations()).as(name).contains(conflict.ofSecond());
  }

  private void pierced(PiercedGuardrail rail) {
    roles(rail.witness(), rail.needsTwoRoles());
    ClassMatches only = only(rail.witness());
    assertThat(ids(only.matching()))
        .as(name)
        .contains(rail.second().id())
        .doesNotContain(rail.first().id());
    assertThat(ids(only.deciding()).contains(rail.second().id()))
        .as(name)
        .isEqualTo(rail.decides());
    for (String id :
        engine.compiled().registries().find(rail.dimension()).orElseThrow().entries().keySet()) {
      Request held = rail.witness().toBuilder().values(rail.dimension(), List.of(id)).build();
      assertThat(ids(only(held).matching())).as(name).contains(rail.first().id());
    }
  }

  private void route(RouteEscape escape) {
    roles(escape.witness(), escape.needsTwoRoles());
    assertThat(escape.witness().values(Dimension.CLASSIFICATIONS))
        .as(name)
        .hasSizeBetween(escape.needsTwoClasses() ? 2 : 0, escape.needsTwoClasses() ? 2 : 1);
    assertThat(engine.evaluate(escape.witness()).determiningRules())
        .as(name)
        .contains(escape.rule().id());
    assertThat(engine.evaluate(escape.witness()).outcome()).as(name).isNotEqualTo(Outcome.DENY);
    Request routed = escape.witness().toBuilder().model(escape.model()).build();
    Decision decision = engine.evaluate(routed);
    assertThat(decision.outcome()).as(name).isEqualTo(Outcome.DENY);
    assertThat(decision.reason() == Reason.RULE).as(name).isEqualTo(escape.denier().isPresent());
    escape
        .denier()
        .ifPresent(rule -> assertThat(decision.determiningRules()).as(name).contains(rule.id()));
  }
}
