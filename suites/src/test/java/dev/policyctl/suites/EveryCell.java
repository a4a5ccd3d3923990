package dev.policyctl.suites;

import dev.policyctl.evaluator.Explanation;
import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.SelectorEntry;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Coverage of matrices as slowly as can be: the full explanation of every cell, no memory. */
final class EveryCell {
  private final World world;
  private final Suite suite;
  private final List<Explanation> explanations = new ArrayList<>();

  EveryCell(World world, Suite suite) {
    this.world = world;
    this.suite = suite;
    for (TestMatrix matrix : suite.matrices()) {
      MatrixPlan plan = new MatrixPlan(suite, matrix, world.registries());
      int[] cell = new int[plan.axes().size()];
      do {
        explanations.add(world.engine().explain(request(plan, cell)));
      } while (plan.advance(cell));
    }
  }

  private Request request(MatrixPlan plan, int[] cell) {
    Request.Builder builder =
        Request.builder().time(suite.now()).expiry(suite.now().plusSeconds(9));
    builder.environment("prod").tenant("acme").subject("user", "x");
    suite.defaults().attributes().forEach(builder::attribute);
    for (int axis = 0; axis < cell.length; axis++) {
      MatrixPlan.Value value = plan.axes().get(axis).values().get(cell[axis]);
      if (plan.axes().get(axis).dimension().isPresent()) {
        builder.values(plan.axes().get(axis).dimension().get(), value.sent());
      } else {
        List<Text> roles = suite.identities().get(value.key()).roles();
        builder.values(Dimension.ROLES, roles.stream().map(Text::value).toList());
      }
    }
    return builder.build();
  }

  Coverage coverage() {
    return new Coverage(world.policy().rules().stream().map(this::coverage).toList());
  }

  private RuleCoverage coverage(Rule rule) {
    long decided = 0;
    long overridden = 0;
    Set<String> by = new TreeSet<>();
    Set<SelectorEntry> exercised = new HashSet<>();
    for (Explanation explanation : explanations) {
      boolean denied = explanation.decision().outcome() == Outcome.DENY;
      for (ClassTrace trace : explanation.classes()) {
        RuleTrace of = trace.find(rule.id().value()).orElseThrow();
        if (of.status() == Status.DECIDED && (!denied || trace.outcome() == Outcome.DENY)) {
          decided++;
          exercised.addAll(of.exercised());
        } else if (of.status() != Status.NOT_MATCHED) {
          overridden++;
          by.addAll(of.overriddenBy());
        }
      }
    }
    List<SelectorEntry> listed = new ArrayList<>();
    rule.match()
        .selectors()
        .forEach(
            (dimension, selector) -> {
              for (int i = 0; i < selector.values().size(); i++) {
                listed.add(new SelectorEntry(dimension, i, selector.values().get(i).value()));
              }
            });
    return new RuleCoverage(
        rule.id(),
        rule.effect(),
        decided,
        overridden,
        List.copyOf(by),
        listed,
        listed.stream().filter(exercised::contains).toList());
  }
}
