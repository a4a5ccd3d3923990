package dev.policyctl.suites;

import dev.policyctl.evaluator.Reason;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a decision must be. A part that is absent may be anything; lists are compared as sets.
 *
 * @param obligations their arguments as written; an alias of a model stands for the model
 */
public record Expectation(
    Span span,
    Outcome outcome,
    Optional<Reason> reason,
    Optional<List<Text>> rules,
    Optional<List<Obligation>> obligations,
    Optional<List<Text>> limits,
    Optional<List<Text>> droppedRoles) {

  public Expectation {
    rules = rules.map(List::copyOf);
    obligations = obligations.map(List::copyOf);
    limits = limits.map(List::copyOf);
    droppedRoles = droppedRoles.map(List::copyOf);
  }

  /** Demands an outcome and nothing else. */
  static Expectation of(Span span, Outcome outcome) {
    return new Expectation(
        span,
        outcome,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** One line for people: {@code allow, reason rule, rules support-pii}. */
  public String describe() {
    List<String> parts = new ArrayList<>();
    parts.add(outcome.label());
    reason.ifPresent(r -> parts.add("reason " + r.code()));
    rules.ifPresent(list -> parts.add("rules " + list(list)));
    obligations.ifPresent(
        list ->
            parts.add(
                "obligations "
                    + words(
                        list.stream()
                            .map(o -> o.action().label() + ":" + o.argument().value())
                            .toList())));
    limits.ifPresent(list -> parts.add("limits " + list(list)));
    droppedRoles.ifPresent(list -> parts.add("dropped_roles " + list(list)));
    return String.join(", ", parts);
  }

  private static String list(List<Text> texts) {
    return words(texts.stream().map(Text::value).toList());
  }

  /** Words in order, or {@code none}. */
  static String words(List<String> words) {
    return words.isEmpty() ? "none" : String.join(" ", words.stream().sorted().distinct().toList());
  }
}
