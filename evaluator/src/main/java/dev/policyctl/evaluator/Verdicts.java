package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides each class by itself, and joins what the classes say. */
final class Verdicts {
  private final List<CompiledRule> ranked;
  private final RuleIndex index;
  private final RequestResolver resolver;
  private final Space space;
  private final Outcome defaultOutcome;
  private final PolicyIdentity identity;

  Verdicts(
      List<CompiledRule> ranked,
      RuleIndex index,
      RequestResolver resolver,
      Space space,
      Outcome defaultOutcome,
      PolicyIdentity identity) {
    this.ranked = ranked;
    this.index = index;
    this.resolver = resolver;
    this.space = space;
    this.defaultOutcome = defaultOutcome;
    this.identity = identity;
  }

  /** One class by itself: the ranks of all matching rules, of which the first few decide. */
  static final class Verdict {
    private final Outcome outcome;
    private final Reason reason;
    private final int[] matching;
    private final int deciding;

    Verdict(Outcome outcome, Reason reason, int[] matching, int deciding) {
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

    int[] matching() {
      return matching;
    }

    int deciding() {
      return deciding;
    }
  }

  Decision refused(Reason reason, Request request) {
    return new Decision(
        Outcome.DENY,
        reason,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        identity,
        reason == Reason.EVALUATION_ERROR ? request.defect() : Optional.empty());
  }

  Verdict verdict(ResolvedRequest request, int classification) {
    int[] matching = index.matching(request, classification);
    if (matching.length > 0) {
      int tier = ranked.get(matching[0]).tier();
      int deciding = 1;
      while (deciding < matching.length && ranked.get(matching[deciding]).tier() == tier) {
        deciding++;
      }
      return new Verdict(ranked.get(matching[0]).view().effect(), Reason.RULE, matching, deciding);
    }
    Reason silence = silence(request, classification);
    return silence == null
        ? new Verdict(defaultOutcome, Reason.DEFAULT, matching, 0)
        : new Verdict(Outcome.DENY, silence, matching, 0);
  }

  private @Nullable Reason silence(ResolvedRequest request, int classification) {
    return RequestResolver.first(request.silence, resolver.silence(Space.CLASSES, classification));
  }

  Decision decide(ResolvedRequest request) {
    List<Verdict> verdicts = new ArrayList<>();
    for (int classification : request.classes) {
      verdicts.add(verdict(request, classification));
    }
    return join(request, verdicts);
  }

  private Decision join(ResolvedRequest request, List<Verdict> verdicts) {
    Outcome strictest = Outcome.ALLOW;
    for (Verdict verdict : verdicts) {
      strictest = verdict.outcome().stricterThan(strictest) ? verdict.outcome() : strictest;
    }
    Reason reason = null;
    TreeSet<String> rules = new TreeSet<>();
    TreeSet<DecisionObligation> obligations = new TreeSet<>();
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() == strictest) {
        reason = RequestResolver.first(reason, verdict.reason());
      }
      if (counts(verdict.outcome(), strictest)) {
        for (int i = 0; i < verdict.deciding(); i++) {
          CompiledRule rule = ranked.get(verdict.matching()[i]);
          rules.add(rule.view().id());
          obligations.addAll(rule.obligations());
        }
      }
    }
    return new Decision(
        strictest,
        reason == null ? Reason.DEFAULT : reason,
        List.copyOf(rules),
        List.copyOf(obligations),
        request.droppedRoles,
        List.of(),
        identity,
        Optional.empty());
  }

  /** Whether a class adds its rules: where one is denied only the denied ones do. */
  static boolean counts(Outcome outcome, Outcome strictest) {
    return strictest != Outcome.DENY || outcome == Outcome.DENY;
  }

  List<ClassMatches> matches(ResolvedRequest request) {
    List<ClassMatches> matches = new ArrayList<>();
    for (int classification : request.classes) {
      Verdict verdict = verdict(request, classification);
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
    matches.sort(java.util.Comparator.comparing(ClassMatches::classification));
    return matches;
  }
}
