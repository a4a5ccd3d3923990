package dev.policyctl.analysis.anomaly;

import dev.policyctl.evaluator.ClassMatches;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.RuleView;
import dev.policyctl.evaluator.reference.ReferenceInterpreter;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an evaluator says about every request to a small policy. */
final class BruteForce {
  final RandomWorld world;
  final EveryRequest every;

  /** The classes by name, then {@code $unknown}, then {@code $missing}. */
  final List<String> classes;

  /** By rest, model, identity and class. */
  private final Cell[][][][] cells;

  private final Map<String, Integer> ruleNumbers = new HashMap<>();
  private final Map<String, Integer> restNumbers = new HashMap<>();

  /**
   * How one class is decided.
   *
   * @param matching bits of the rules that match, by their place in the policy
   * @param deciding bits of those that decide
   */
  record Cell(int matching, int deciding, Outcome outcome) {}

  /**
   * @param slow whether the reference interpreter judges rather than the engine
   */
  BruteForce(RandomWorld world, boolean slow) {
    this.world = world;
    this.every = new EveryRequest(world);
    this.classes = new ArrayList<>(EveryRequest.names(world.registries, Dimension.CLASSIFICATIONS));
    classes.add(Dimension.UNKNOWN);
    classes.add(Dimension.MISSING);
    for (int i = 0; i < world.policy.rules().size(); i++) {
      ruleNumbers.put(world.policy.rules().get(i).id().value(), i);
    }
    for (int i = 0; i < every.rests.size(); i++) {
      restNumbers.put(key(every.rests.get(i)), i);
    }
    ReferenceInterpreter reference = new ReferenceInterpreter(world.policy, world.registries);
    this.cells = new Cell[every.rests.size()][every.models.size()][every.identities.size()][];
    for (int rest = 0; rest < cells.length; rest++) {
      for (int model = 0; model < cells[rest].length; model++) {
        for (int identity = 0; identity < cells[rest][model].length; identity++) {
          Request request = request(rest, model, identity);
          cells[rest][model][identity] = slow ? cells(request, reference) : cells(request);
        }
      }
    }
  }

  /** A request of every class at once. */
  private Request request(int rest, int model, int identity) {
    List<String> present = new ArrayList<>(classes.subList(0, classes.size() - 2));
    present.add(EveryRequest.STRANGE);
    return every.rests.get(rest).toBuilder()
        .model(every.models.get(model).orElse(null))
        .roles(every.identities.get(identity))
        .classifications(present)
        .build();
  }

  private Cell[] cells(Request request) {
    Cell[] of = new Cell[classes.size()];
    for (Request each : List.of(request, request.toBuilder().classifications(List.of()).build())) {
      for (ClassMatches one : world.engine.matches(world.engine.resolve(each))) {
        of[classes.indexOf(one.classification())] =
            new Cell(bits(one.matching()), bits(one.deciding()), one.outcome());
      }
    }
    return of;
  }

  private static int bits(List<RuleView> rules) {
    return rules.stream().mapToInt(rule -> 1 << rule.index()).sum();
  }

  private Cell[] cells(Request request, ReferenceInterpreter reference) {
    Cell[] of = new Cell[classes.size()];
    for (Request each : List.of(request, request.toBuilder().classifications(List.of()).build())) {
      for (ReferenceInterpreter.ClassResult one : reference.classes(each)) {
        Set<String> matching = one.matching();
        of[classes.indexOf(one.classification())] =
            new Cell(
                matching.stream().mapToInt(id -> 1 << number(id)).sum(),
                one.deciding().stream().mapToInt(r -> 1 << number(r.id().value())).sum(),
                one.outcome());
      }
    }
    return of;
  }

  int number(String id) {
    return Optional.ofNullable(ruleNumbers.get(id)).orElseThrow();
  }

  /** What tells one rest from the others. */
  private static String key(Request rest) {
    StringBuilder key = new StringBuilder(rest.time().toString());
    for (Attribute attribute : Attribute.values()) {
      key.append(rest.attribute(attribute));
    }
    for (Dimension dimension : Dimension.values()) {
      key.append(rest.values(dimension));
    }
    return key.toString();
  }

  /** The rest that has another value in one dimension. */
  int restWith(int rest, Dimension dimension, String value) {
    Request other = every.rests.get(rest).toBuilder().value(dimension, value).build();
    return Optional.ofNullable(restNumbers.get(key(other))).orElseThrow();
  }

  Cell cell(int rest, int model, int identity, int of) {
    return cells[rest][model][identity][of];
  }

  /** Whether an identity is of more than one role. */
  boolean several(int identity) {
    return every.identities.get(identity).size() > 1;
  }

  /** Looks at every request of one class. */
  interface Visitor {
    void visit(int rest, int model, int identity, int of);
  }

  void each(Visitor visitor) {
    for (int rest = 0; rest < cells.length; rest++) {
      for (int model = 0; model < cells[rest].length; model++) {
        for (int identity = 0; identity < cells[rest][model].length; identity++) {
          for (int of = 0; of < classes.size(); of++) {
            visitor.visit(rest, model, identity, of);
          }
        }
      }
    }
  }
}
