package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Decides each class by itself, and joins what the classes say. */
final class Verdicts {
  private final List<CompiledRule> ranked;
  private final RuleIndex index;
  private final RequestResolver resolver;
  private final Space space;
  private final Outcome defaultOutcome;
  private final Decisions decisions;

  Verdicts(
      List<CompiledRule> ranked,
      RequestResolver resolver,
      Space space,
      Outcome defaultOutcome,
      Decisions decisions) {
    this.ranked = ranked;
    this.index = RuleIndex.of(ranked, space);
    this.resolver = resolver;
    this.space = space;
    this.defaultOutcome = defaultOutcome;
    this.decisions = decisions;
  }

  /** One class by itself, and the rules that decide it. */
  private record Verdict(Outcome outcome, Reason reason, RankSet deciding) {}

  /** Steps 3 to 8 of a request. */
  Decision decide(ResolvedRequest request) {
    if (request.classesTo - request.classesFrom > 1) {
      return join(request);
    }
    int only = request.values[request.classesFrom];
    long found = index.best(request, only, special(request, only));
    if (RuleIndex.rank(found) >= 0 && request.droppedRoles.isEmpty()) {
      return decisions.ofRule(RuleIndex.rank(found));
    }
    Verdict verdict = verdict(request, only, found);
    return decisions.of(
        verdict.outcome(), verdict.reason(), verdict.deciding(), request.droppedRoles);
  }

  private int special(ResolvedRequest request, int classification) {
    return resolver.special(Space.CLASSES, classification)
        ? request.special | 1 << Space.CLASSES
        : request.special;
  }

  private Verdict verdict(ResolvedRequest request, int classification, long found) {
    int special = special(request, classification);
    RankSet rules = index.rules(found, request, classification, special);
    Reason reason = reason(request, classification, rules);
    return new Verdict(outcome(reason, rules), reason, rules);
  }

  private Reason reason(ResolvedRequest request, int classification, RankSet found) {
    if (!found.isEmpty()) {
      return Reason.RULE;
    }
    Reason silence = resolver.silence(request, classification);
    return silence == null ? Reason.DEFAULT : silence;
  }

  private Outcome outcome(Reason reason, RankSet found) {
    if (!found.isEmpty()) {
      return ranked.get(found.any()).view().effect();
    }
    return reason == Reason.DEFAULT ? defaultOutcome : Outcome.DENY;
  }

  private Decision join(ResolvedRequest request) {
    Verdict[] verdicts = new Verdict[request.classesTo - request.classesFrom];
    for (int i = 0; i < verdicts.length; i++) {
      int classification = request.values[request.classesFrom + i];
      long found = index.best(request, classification, special(request, classification));
      verdicts[i] = verdict(request, classification, found);
    }
    Outcome strictest = Outcome.ALLOW;
    for (Verdict verdict : verdicts) {
      strictest = verdict.outcome().stricterThan(strictest) ? verdict.outcome() : strictest;
    }
    Reason reason = Reason.DEFAULT;
    RankSet rules = new RankSet();
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() == strictest && verdict.reason().compareTo(reason) < 0) {
        reason = verdict.reason();
      }
      if (counts(verdict.outcome(), strictest)) {
        rules.addAll(verdict.deciding());
      }
    }
    return decisions.of(strictest, reason, rules, request.droppedRoles);
  }

  /** Whether a class adds its rules: where one is denied only the denied ones do. */
  static boolean counts(Outcome outcome, Outcome strictest) {
    return strictest != Outcome.DENY || outcome == Outcome.DENY;
  }

  /** One class by itself, with all that matches. */
  static final class FullVerdict {
    private final Outcome outcome;
    private final Reason reason;
    private final int[] matching;
    private final int deciding;

    private FullVerdict(Outcome outcome, Reason reason, int[] matching, int deciding) {
      this.outcome = outcome;
      this.reason = reason;
      this.matching = matching;
      this.deciding = deciding;
    }

    Outcome outcome() {
      return outcome;
    }

    Reason reason() {
      return reason;
    }

    /** The ranks of all matching rules, ascending. */
    int[] matching() {
      return matching;
    }

    /** How many of them, the first ones, decide. */
    int deciding() {
      return deciding;
    }
  }

  FullVerdict full(ResolvedRequest request, int classification) {
    int[] matching = index.all(request, classification, special(request, classification)).toArray();
    int deciding = 0;
    while (deciding < matching.length
        && ranked.get(matching[deciding]).tier() == ranked.get(matching[0]).tier()) {
      deciding++;
    }
    RankSet best = new RankSet();
    if (matching.length > 0) {
      best.add(matching[0]);
    }
    Reason reason = reason(request, classification, best);
    return new FullVerdict(outcome(reason, best), reason, matching, deciding);
  }

  List<ClassMatches> matches(ResolvedRequest request) {
    List<ClassMatches> matches = new ArrayList<>();
    for (int classification : request.classes()) {
      FullVerdict verdict = full(request, classification);
      List<RuleView> views =
          Arrays.stream(verdict.matching()).mapToObj(rank -> ranked.get(rank).view()).toList();
      matches.add(
          new ClassMatches(
              space.table(Space.CLASSES).name(classification),
              verdict.outcome(),
              verdict.reason(),
              views,
              views.subList(0, verdict.deciding())));
    }
    matches.sort(Comparator.comparing(ClassMatches::classification));
    return matches;
  }
}
