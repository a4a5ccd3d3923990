package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.cover.Budget;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the analyses find in a small policy, in the lines of {@link ExpectedAnomalies}. */
final class ActualAnomalies {
  final Set<String> lines = new TreeSet<>();

  /** Where an analysis gave up: the kind, and the rules or nothing for all that is left. */
  final Set<String> undecided = new TreeSet<>();

  final DeadRules.Answer dead;
  final PairAnswer<RulePair> conflicts;
  final PairAnswer<RulePair> overrides;
  final PairAnswer<RulePair> lost;
  final PairAnswer<ObligationConflict> obligations;
  final PairAnswer<PiercedGuardrail> pierced;
  final RouteEscapes.Answer routes;

  ActualAnomalies(RandomWorld world, long nodes) {
    PolicySpace space = new PolicySpace(world.engine.compiled(), world.asOf, new Budget(nodes));
    this.dead = DeadRules.of(space);
    this.conflicts = Conflicts.of(space);
    this.overrides = Overrides.of(space);
    this.lost = LostObligations.of(space);
    this.obligations = ObligationConflicts.of(space);
    this.pierced = PiercedGuardrails.of(space);
    this.routes = RouteEscapes.of(space);
    dead.dead().forEach(d -> lines.add("dead " + d.rule().id() + " " + d.kind()));
    dead.undetermined().forEach(rule -> undecided.add("dead " + rule.id()));
    pairs("conflict", conflicts);
    pairs("override", overrides);
    pairs("lost", lost);
    gaveUp("obligations", obligations);
    all(obligations).forEach(this::obligation);
    all(pierced).forEach(this::pierced);
    routes.escapes().forEach(this::route);
    routes.undetermined().forEach(r -> undecided.add("route " + r.id() + " " + r.id()));
  }

  static <T extends Paired> List<T> all(PairAnswer<T> answer) {
    return java.util.stream.Stream.concat(
            answer.direct().listed().stream(), answer.joint().listed().stream())
        .toList();
  }

  private void pairs(String kind, PairAnswer<RulePair> answer) {
    gaveUp(kind, answer);
    for (RulePair pair : all(answer)) {
      lines.add(kind + " " + ids(pair) + (pair.needsTwoRoles() ? " roles" : " one"));
    }
  }

  private static String ids(Paired pair) {
    return pair.first().id() + " " + pair.second().id();
  }

  private void gaveUp(String kind, PairAnswer<?> answer) {
    answer.undetermined().forEach(pair -> undecided.add(kind + " " + ids(pair)));
    boolean something = !answer.undetermined().isEmpty();
    if (answer.direct().atLeast() && (something || answer.direct().count() > 0)) {
      undecided.add(kind + " one");
    }
    if (answer.joint().atLeast()
        && (something || answer.direct().atLeast() || answer.joint().count() > 0)) {
      undecided.add(kind + " more");
    }
  }

  private void obligation(ObligationConflict conflict) {
    String way = way(conflict.needsTwoRoles(), conflict.needsTwoClasses());
    lines.add("obligations " + ids(conflict) + way);
  }

  private static String way(boolean roles, boolean classes) {
    return classes ? roles ? " both" : " classes" : roles ? " roles" : " one";
  }

  private void pierced(PiercedGuardrail rail) {
    for (String value : rail.values()) {
      String way = rail.needsTwoRoles() ? " roles" : " one";
      lines.add("pierced " + ids(rail) + " " + rail.dimension().key() + value + way);
    }
  }

  private void route(RouteEscape escape) {
    String way = way(escape.needsTwoRoles(), escape.needsTwoClasses());
    lines.add("route " + escape.rule().id() + " " + escape.rule().id() + way);
  }
}
