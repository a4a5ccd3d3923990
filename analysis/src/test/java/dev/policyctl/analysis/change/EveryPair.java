package dev.policyctl.analysis.change;

import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every request that two policies can be asked, put before both evaluators: of each way to fill the
 * dimensions but roles, every identity of one role and of two, and every cell.
 */
final class EveryPair {
  final JointNames names;
  final Cells cells;

  private final PolicyEngine before;
  private final PolicyEngine after;

  EveryPair(PolicyEngine before, PolicyEngine after, Instant asOf) {
    this.before = before;
    this.after = after;
    this.names = new JointNames(before, after);
    this.cells = new Cells(before, after, asOf);
  }

  /** What both sides say about one request. */
  record Answers(Decision before, Decision after) {
    Shift shift() {
      return new Shift(verdict(before), verdict(after));
    }

    private static Verdict verdict(Decision decision) {
      return new Verdict(decision.outcome(), decision.obligations());
    }

    boolean differ() {
      return before.outcome() != after.outcome()
          || !before.obligations().equals(after.obligations());
    }

    /** Whether both differ, from one outcome to one outcome. */
    boolean likeTransition(Answers other) {
      return differ()
          && other.differ()
          && before.outcome() == other.before.outcome()
          && after.outcome() == other.after.outcome();
    }
  }

  /**
   * The answers about one way to fill the dimensions but roles.
   *
   * @param rest the value in each dimension but roles
   * @param one by identity of one role, as {@link JointNames#values} has them, and by cell
   * @param two by the smaller and the larger number of a registered role, and by cell
   */
  record Rest(
      Map<Dimension, Optional<String>> rest,
      List<List<Answers>> one,
      Map<List<Integer>, List<Answers>> two) {}

  /** Looks at the answers rest by rest. */
  interface Visitor {
    void visit(Rest rest);
  }

  /** How many requests there are. */
  long size() {
    long size = cells.requests.size();
    for (Dimension dimension : names.dimensions()) {
      if (dimension != Dimension.ROLES) {
        size *= names.values(dimension).size();
      }
    }
    int roles = names.named(Dimension.ROLES);
    return size * (roles + 2 + roles * (roles - 1) / 2);
  }

  void each(Visitor visitor) {
    each(new EnumMap<>(Dimension.class), List.copyOf(names.dimensions()), 0, visitor);
  }

  private void each(
      Map<Dimension, Optional<String>> rest, List<Dimension> of, int from, Visitor visitor) {
    if (from == of.size()) {
      visitor.visit(answers(rest));
      return;
    }
    Dimension dimension = of.get(from);
    if (dimension == Dimension.ROLES) {
      each(rest, of, from + 1, visitor);
      return;
    }
    for (Optional<String> value : names.values(dimension)) {
      rest.put(dimension, value);
      each(rest, of, from + 1, visitor);
    }
    rest.remove(dimension);
  }

  private Rest answers(Map<Dimension, Optional<String>> rest) {
    List<Request> requests = new ArrayList<>();
    for (Request cell : cells.requests) {
      Request.Builder request = cell.toBuilder();
      rest.forEach((dimension, value) -> request.values(dimension, value.stream().toList()));
      requests.add(request.build());
    }
    List<List<Answers>> one = new ArrayList<>();
    for (Optional<String> role : names.values(Dimension.ROLES)) {
      one.add(answers(requests, role.stream().toList()));
    }
    Map<List<Integer>, List<Answers>> two = new java.util.LinkedHashMap<>();
    for (int i = 0; i < names.named(Dimension.ROLES); i++) {
      for (int j = i + 1; j < names.named(Dimension.ROLES); j++) {
        two.put(List.of(i, j), answers(requests, List.of(role(i), role(j))));
      }
    }
    return new Rest(Map.copyOf(rest), one, two);
  }

  private String role(int number) {
    return names.values(Dimension.ROLES).get(number).orElseThrow();
  }

  private List<Answers> answers(List<Request> requests, List<String> roles) {
    List<Answers> answers = new ArrayList<>(requests.size());
    for (Request request : requests) {
      answers.add(ask(request.toBuilder().roles(roles).build()));
    }
    return answers;
  }

  Answers ask(Request request) {
    return new Answers(before.evaluate(request), after.evaluate(request));
  }
}
