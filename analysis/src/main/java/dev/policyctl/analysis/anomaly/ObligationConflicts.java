package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.RuleBoxes;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.model.policy.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the obligation conflicts: two rules, or one, that some request of at most two roles and two
 * classes makes determining, with obligations that cannot both be met. Over one class both are of
 * one tier. Over two each decides one of the classes, and both count: both deny or neither does.
 * More roles or classes only add rules that determine.
 */
public final class ObligationConflicts {
  private final PolicySpace policy;
  private final RuleBoxes boxes;
  private final PairSearch<ObligationConflict> search;
  private final Judged judged;

  /** The distinct demands, and by rank the number of a rule's. */
  private final List<Demands> demands = new ArrayList<>();

  private final int[] demandOf;

  /** By numbers of demands, whether they clash over one class, and over two. */
  private final boolean[][] overOne;

  private final boolean[][] overTwo;

  private final List<Arity> one;
  private final List<Arity> two;
  private final List<Arity> both;

  private ObligationConflicts(PolicySpace policy) {
    this.policy = policy;
    this.boxes = policy.boxes();
    this.search = new PairSearch<>(policy, this::question, this::finding);
    this.judged = policy.judged();
    this.demandOf = new int[boxes.size()];
    Map<Demands, Integer> numbers = new HashMap<>();
    for (int rank = 0; rank < demandOf.length; rank++) {
      Demands of = Demands.of(boxes.rule(rank));
      demandOf[rank] = numbers.computeIfAbsent(of, d -> demands.size());
      if (demandOf[rank] == demands.size()) {
        demands.add(of);
      }
    }
    this.overOne = clashes(true);
    this.overTwo = clashes(false);
    RequestSpace space = boxes.space();
    this.one = List.of(Arity.plain(space), Arity.roles(space));
    this.two = List.of(Arity.classes(space), Arity.both(space));
    this.both = List.of(one.get(0), one.get(1), two.get(0), two.get(1));
  }

  private boolean[][] clashes(boolean oneClass) {
    boolean[][] clashes = new boolean[demands.size()][demands.size()];
    for (int i = 0; i < clashes.length; i++) {
      for (int j = 0; j < clashes.length; j++) {
        clashes[i][j] = demands.get(i).clash(demands.get(j), oneClass);
      }
    }
    return clashes;
  }

  /** Every obligation conflict, the rule with the smaller rank first. */
  public static PairAnswer<ObligationConflict> of(PolicySpace policy) {
    ObligationConflicts conflicts = new ObligationConflicts(policy);
    conflicts.find();
    return conflicts.search.answer();
  }

  private void find() {
    for (int rank = 0; rank < boxes.size() && !search.over(); rank++) {
      if (demands.get(demandOf[rank]).none() || judged.dead(rank)) {
        continue;
      }
      if (overOne[demandOf[rank]][demandOf[rank]]) {
        search.judge(rank, rank, one.subList(0, 1));
      }
      for (int partner : partners(rank)) {
        List<Arity> arities = arities(rank, partner);
        if (!arities.isEmpty() && !judged.dead(partner)) {
          search.judge(rank, partner, arities);
        }
      }
    }
  }

  private int[] partners(int rank) {
    int[] box = boxes.box(rank);
    if (search.jointOver()) {
      return search.partners(box, rank + 1, boxes.tierEnd(rank));
    }
    box[CLASSES] = SetPool.ALL;
    return search.partners(box, rank + 1, boxes.size());
  }

  /** The kinds of requests over which two rules could clash. */
  private List<Arity> arities(int rank, int partner) {
    boolean sameTier = partner < boxes.tierEnd(rank);
    boolean overTwoClasses =
        overTwo[demandOf[rank]][demandOf[partner]] && denies(rank) == denies(partner);
    if (sameTier && overOne[demandOf[rank]][demandOf[partner]]) {
      return overTwoClasses ? both : one;
    }
    return overTwoClasses ? two : List.of();
  }

  private boolean denies(int rank) {
    return boxes.rule(rank).effect() == Outcome.DENY;
  }

  private Question question(int first, int second, Arity arity) {
    int otherClass = arity.otherClass();
    Question question =
        new Question(policy, arity)
            .in(first, ROLES, CLASSES)
            .in(second, arity.otherRole(), otherClass)
            .noneBelow(boxes.tierStart(first), CLASSES);
    return arity.twoClasses() ? question.noneBelow(boxes.tierStart(second), otherClass) : question;
  }

  private ObligationConflict finding(int first, int second, Arity arity, int[] point) {
    Demands.Clash clash =
        Demands.clash(boxes.rule(first), boxes.rule(second), !arity.twoClasses()).orElseThrow();
    return new ObligationConflict(
        boxes.rule(first),
        boxes.rule(second),
        clash.first(),
        clash.second(),
        arity.twoRoles(),
        arity.twoClasses(),
        arity.witness(boxes.policy(), point));
  }
}
