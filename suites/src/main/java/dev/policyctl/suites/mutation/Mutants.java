package dev.policyctl.suites.mutation;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All mutants of a policy: the rules in their order, and of each the operators in theirs. Some may
 * be policies that do not compile.
 */
public final class Mutants {
  private final ValueMutants values;
  private final RankMutants ranks;
  private final Map<String, Mutant> found = new LinkedHashMap<>();

  private Mutants(CompiledPolicy policy) {
    this.values = new ValueMutants(policy);
    this.ranks = new RankMutants(policy);
  }

  /**
   * The mutants of some rules.
   *
   * @param rules which, by their ids
   */
  public static List<Mutant> of(CompiledPolicy policy, Predicate<String> rules) {
    Map<String, RankedRule> ranked = new HashMap<>();
    policy.rules().forEach(rule -> ranked.put(rule.id(), rule));
    Mutants mutants = new Mutants(policy);
    List<Rule> all = policy.policy().rules();
    for (int i = 0; i < all.size(); i++) {
      String id = all.get(i).id().value();
      if (rules.test(id)) {
        mutants.mutate(new Subject(i, all.get(i)), Objects.requireNonNull(ranked.get(id)));
      }
    }
    return List.copyOf(mutants.found.values());
  }

  private void mutate(Subject subject, RankedRule ranked) {
    // A value that is listed twice gives two mutants of one id, which are the same policy.
    Consumer<Mutant> sink = mutant -> found.putIfAbsent(mutant.id(), mutant);
    drop(subject, sink);
    flip(subject, sink);
    values.drop(subject, sink);
    values.add(subject, ranked, sink);
    BoundMutants.of(subject, sink);
    TimeMutants.window(subject, sink);
    TimeMutants.validity(subject, sink);
    ranks.of(subject, ranked, sink);
    obligations(subject, sink);
  }

  private static void drop(Subject subject, Consumer<Mutant> sink) {
    sink.accept(
        subject.mutant(
            Operator.DROP_RULE,
            "",
            subject.rule().id().span(),
            "without the rule",
            List.of(new Mutant.Edit(subject.index(), Optional.empty()))));
  }

  private static void flip(Subject subject, Consumer<Mutant> sink) {
    Outcome effect = subject.rule().effect();
    for (Outcome other : Outcome.values()) {
      if (other != effect) {
        sink.accept(
            subject.replaced(
                Operator.FLIP_EFFECT,
                other.label(),
                subject.rule().id().span(),
                other.label() + " in place of " + effect.label(),
                subject.with(other)));
      }
    }
  }

  private static void obligations(Subject subject, Consumer<Mutant> sink) {
    for (Obligation obligation : subject.rule().obligations()) {
      List<Obligation> rest = new ArrayList<>(subject.rule().obligations());
      rest.remove(obligation);
      String name = obligation.action().label() + ":" + obligation.argument().value();
      sink.accept(
          subject.replaced(
              Operator.DROP_OBLIGATION,
              name,
              obligation.argument().span(),
              "without `" + name + "`",
              subject.with(rest)));
    }
  }
}
