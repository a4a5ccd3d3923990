package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Holds decisions against what was expected. */
final class Comparison {
  private final Registries registries;

  Comparison(Registries registries) {
    this.registries = registries;
  }

  /** What differs, one line each; nothing where all is as expected. */
  List<String> differences(Expectation expected, Decision actual) {
    List<String> lines = new ArrayList<>();
    if (expected.outcome() != actual.outcome()) {
      lines.add(line("outcome", expected.outcome().label(), actual.outcome().label()));
    }
    expected
        .reason()
        .filter(reason -> !reason.equals(actual.reason()))
        .ifPresent(r -> lines.add(line("reason", r.code(), actual.reason().code())));
    sets(lines, "rules", texts(expected.rules()), actual.determiningRules());
    sets(
        lines,
        "obligations",
        expected.obligations().map(list -> list.stream().map(this::id).toList()),
        actual.obligations().stream().map(DecisionObligation::id).toList());
    sets(lines, "limits", texts(expected.limits()), actual.limits());
    sets(lines, "dropped_roles", texts(expected.droppedRoles()), actual.droppedRoles());
    return lines;
  }

  private static Optional<List<String>> texts(Optional<List<Text>> list) {
    return list.map(texts -> texts.stream().map(Text::value).toList());
  }

  /** As the engine names it: a model by its canonical id. */
  private String id(Obligation obligation) {
    String argument = obligation.argument().value();
    if (obligation.action() == Obligation.Action.ROUTE_TO) {
      argument =
          registries
              .find(Dimension.MODELS)
              .flatMap(r -> r.resolve(obligation.argument().value()))
              .orElse(argument);
    }
    return obligation.action().label() + ":" + argument;
  }

  private static void sets(
      List<String> lines, String what, Optional<List<String>> expected, Collection<String> actual) {
    if (expected.isPresent() && !new TreeSet<>(expected.get()).equals(new TreeSet<>(actual))) {
      lines.add(
          line(what, Expectation.words(expected.get()), Expectation.words(List.copyOf(actual))));
    }
  }

  private static String line(String what, String expected, String actual) {
    return what + ": expected " + expected + ", got " + actual;
  }

  /** A decision in one line, as {@link Expectation#describe()} words what was expected. */
  static String describe(Decision decision) {
    List<String> parts = new ArrayList<>();
    parts.add(decision.outcome().label());
    parts.add("reason " + decision.reason().code());
    add(parts, "rules", decision.determiningRules());
    add(parts, "obligations", decision.obligations().stream().map(DecisionObligation::id).toList());
    add(parts, "limits", decision.limits());
    add(parts, "dropped_roles", decision.droppedRoles());
    return String.join(", ", parts);
  }

  private static void add(List<String> parts, String what, List<String> values) {
    if (!values.isEmpty()) {
      parts.add(what + " " + Expectation.words(values));
    }
  }
}
