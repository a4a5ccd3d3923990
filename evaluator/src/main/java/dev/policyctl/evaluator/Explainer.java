package dev.policyctl.evaluator;

import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.Mismatch;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import dev.policyctl.evaluator.Explanation.Status;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Goes through every rule for one request; the outcome is the index's, the words are its own. */
final class Explainer {
  private final Space space;
  private final List<CompiledRule> ranked;
  private final Verdicts verdicts;

  /** By a rule's place in the policy. */
  private final int[] rankOf;

  Explainer(Space space, List<CompiledRule> ranked, Verdicts verdicts) {
    this.space = space;
    this.ranked = ranked;
    this.verdicts = verdicts;
    this.rankOf = new int[ranked.size()];
    for (int rank = 0; rank < rankOf.length; rank++) {
      rankOf[ranked.get(rank).view().index()] = rank;
    }
  }

  Explanation explain(ResolvedRequest request) {
    if (request.early != null) {
      return new Explanation(request.early, Map.of(), List.of(), List.of());
    }
    Decision decision = verdicts.decide(request);
    Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    for (int position = 0; position < request.positions(); position++) {
      values.put(space.dimensions().get(position), names(position, asserted(request, position)));
    }
    List<ClassTrace> classes = new ArrayList<>();
    for (int classification : request.classes()) {
      classes.add(trace(request, classification, decision));
    }
    classes.sort(Comparator.comparing(ClassTrace::classification));
    List<String> effective =
        names(Space.ROLES, effective(request)).stream().filter(r -> !r.startsWith("$")).toList();
    return new Explanation(decision, values, effective, classes);
  }

  private static BitSet asserted(ResolvedRequest request, int position) {
    BitSet set = new BitSet();
    if (position == Space.ROLES) {
      Arrays.stream(request.roles()).forEach(set::set);
    } else if (position == Space.CLASSES) {
      Arrays.stream(request.classes()).forEach(set::set);
    } else {
      set.set(request.values[position]);
    }
    return set;
  }

  private BitSet effective(ResolvedRequest request) {
    BitSet set = new BitSet();
    Arrays.stream(request.roles()).forEach(role -> set.or(space.roles().effective(role)));
    return set;
  }

  private List<String> names(int position, BitSet values) {
    return values.stream().mapToObj(value -> space.table(position).name(value)).sorted().toList();
  }

  private ClassTrace trace(ResolvedRequest request, int classification, Decision decision) {
    Verdicts.FullVerdict verdict = verdicts.full(request, classification);
    int[] matching = verdict.matching();
    List<String> deciding =
        IntStream.range(0, verdict.deciding())
            .mapToObj(i -> ranked.get(matching[i]).view().id())
            .sorted()
            .toList();
    List<RuleTrace> rules = new ArrayList<>(ranked.size());
    for (int rank = 0; rank < ranked.size(); rank++) {
      rules.add(trace(request, classification, verdict, deciding, rank));
    }
    return new ClassTrace(
        space.table(Space.CLASSES).name(classification),
        verdict.outcome(),
        verdict.reason(),
        Verdicts.counts(verdict.outcome(), decision.outcome()),
        rules);
  }

  private RuleTrace trace(
      ResolvedRequest request,
      int classification,
      Verdicts.FullVerdict verdict,
      List<String> deciding,
      int rank) {
    CompiledRule rule = ranked.get(rank);
    int found = Arrays.binarySearch(verdict.matching(), rank);
    if (found >= 0) {
      boolean decided = found < verdict.deciding();
      return new RuleTrace(
          rule.view(),
          decided ? Status.DECIDED : Status.OVERRIDDEN,
          Optional.empty(),
          decided ? List.of() : deciding,
          exercised(request, rule, classification));
    }
    return new RuleTrace(
        rule.view(),
        Status.NOT_MATCHED,
        Optional.of(mismatch(request, rule, classification)),
        List.of(),
        List.of());
  }

  private Mismatch mismatch(ResolvedRequest request, CompiledRule rule, int classification) {
    for (int position = 0; position < request.positions(); position++) {
      BitSet actual = actual(request, position, classification);
      BitSet asserted = position == Space.ROLES ? asserted(request, position) : actual;
      if (!asserted.intersects(rule.box().accepted(position))) {
        Dimension dimension = space.dimensions().get(position);
        Optional<Selector> selector = rule.rule().match().find(dimension);
        return Mismatches.dimension(dimension, names(position, actual), selector);
      }
    }
    return Mismatches.condition(rule.rule(), request.request(), request.time())
        .orElseThrow(() -> new IllegalStateException("index and trace differ"));
  }

  /** What selector entries are compared with: roles with all that they inherit. */
  private BitSet actual(ResolvedRequest request, int position, int classification) {
    if (position == Space.ROLES) {
      return effective(request);
    }
    BitSet set = new BitSet();
    set.set(position == Space.CLASSES ? classification : request.values[position]);
    return set;
  }

  List<SelectorEntry> exercised(ResolvedRequest request, RuleView view, String classification) {
    if (view.index() >= 0 && view.index() < rankOf.length) {
      CompiledRule rule = ranked.get(rankOf[view.index()]);
      if (rule.view().equals(view)) {
        return exercised(request, rule, space.table(Space.CLASSES).number(classification));
      }
    }
    throw new IllegalArgumentException("no rule of this engine: " + view);
  }

  private List<SelectorEntry> exercised(
      ResolvedRequest request, CompiledRule rule, int classification) {
    List<SelectorEntry> exercised = new ArrayList<>();
    for (int position = 0; position < request.positions(); position++) {
      Dimension dimension = space.dimensions().get(position);
      Optional<Selector> selector = rule.rule().match().find(dimension);
      List<Text> entries = selector.map(Selector::values).orElse(List.of());
      BitSet actual = actual(request, position, classification);
      for (int i = 0; i < entries.size(); i++) {
        if (space.entry(position, entries.get(i)).intersects(actual)) {
          exercised.add(new SelectorEntry(dimension, i, entries.get(i).value()));
        }
      }
    }
    return exercised;
  }
}
