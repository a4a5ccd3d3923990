package dev.policyctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.ResolvedRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnalysisWorkloadTest {
  private static final int TINY = 60;
  private static final int MANY = 700;
  private static final int SEEDS = 6;

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GATEWAY")
  void knowsTheVerdictsThatCountingFinds(AnalysisWorkload.Kind kind) {
    int planted = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      AnalysisWorkload workload = AnalysisWorkload.tiny(kind, TINY, values(kind), seed);
      CompiledPolicy policy = workload.compile();
      Set<String> dead = BruteForce.dead(policy);
      workload.check(new DeadRules.Verdicts(dead, Set.of()), true);
      planted += workload.dead().size() + workload.live().size();
      for (Analyses analysis : Analyses.values()) {
        agrees(analysis, policy, dead);
      }
    }
    assertThat(planted).isGreaterThan(SEEDS);
  }

  /** So many that not all candidates are asked at once, and most rules are dead. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GATEWAY")
  void findsWhatCountingFindsAmongManyRules(AnalysisWorkload.Kind kind) {
    AnalysisWorkload workload = AnalysisWorkload.tiny(kind, MANY, values(kind), SEEDS);
    CompiledPolicy policy = workload.compile();
    Set<String> dead = BruteForce.dead(policy);
    agrees(Analyses.OURS, policy, dead);
    agrees(Analyses.OURS_TINY, policy, dead);
  }

  @ParameterizedTest
  @EnumSource
  void conflictsStandTheCheckPairByPair(AnalysisWorkload.Kind kind) {
    AnalysisWorkload workload = AnalysisWorkload.of(kind, 400);
    Trial trial = Trial.named(Trial.CONFLICTS, workload, workload.compile());
    trial.run();
    trial.check();
    assertThat(trial.undetermined()).isZero();
  }

  /** Not of the kinds whose boxes are so wide that the budget does not suffice for all counts. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SLABS", "WILD"})
  void differencesStandTheCheckAtPoints(AnalysisWorkload.Kind kind) {
    AnalysisWorkload workload = AnalysisWorkload.of(kind, 400);
    Trial trial = Trial.named(Trial.DIFF_TEN, workload, workload.compile());
    trial.run();
    trial.check();
    assertThat(trial.undetermined()).isZero();
  }

  @Test
  void refusesACountThatPairByPairIsTooSmall() {
    AnalysisWorkload workload = AnalysisWorkload.of(AnalysisWorkload.Kind.WILD, 400);
    CompiledPolicy policy = workload.compile();
    NaiveConflicts.Bounds bounds = new NaiveConflicts(policy, new Draw(1)).count();
    assertThat(bounds.atLeast()).isPositive().isLessThanOrEqualTo(bounds.atMost());
    ConflictTrial trial = new ConflictTrial(policy);
    trial.run();
    assertThat(trial.found()).isBetween(bounds.atLeast(), bounds.atMost());
  }

  @Test
  void refusesADifferenceThatWasNotLookedFor() {
    AnalysisWorkload workload = AnalysisWorkload.of(AnalysisWorkload.Kind.THIN, 400);
    DiffTrial trial = new DiffTrial(workload, workload.compile());
    assertThatThrownBy(trial::check).hasMessageStartingWith("not counted");
  }

  private static void agrees(Analyses analysis, CompiledPolicy policy, Set<String> dead) {
    DeadRules.Verdicts verdicts = analysis.make().judge(policy);
    String what = analysis + " " + policy.policy().bundle().name();
    assertThat(dead).as(what).containsAll(verdicts.dead());
    if (analysis.exact()) {
      Set<String> judged = new TreeSet<>(verdicts.dead());
      judged.addAll(verdicts.undetermined());
      assertThat(judged).as(what).containsAll(dead);
    }
  }

  /** As many as keep the number of requests within some hundred thousand. */
  private static int values(AnalysisWorkload.Kind kind) {
    return kind == AnalysisWorkload.Kind.BOXES || kind == AnalysisWorkload.Kind.WILD ? 3 : 6;
  }

  @Test
  void knowsTheVerdictsOfGatewayRulesThatSubtractionFinds() {
    AnalysisWorkload workload = AnalysisWorkload.of(AnalysisWorkload.Kind.GATEWAY, 300);
    CompiledPolicy policy = workload.compile();
    Set<String> dead = BruteForce.deadBySubtraction(policy);
    workload.check(new DeadRules.Verdicts(dead, Set.of()), true);
    // Not the BDD in the other order, which takes minutes here.
    for (Analyses analysis : EnumSet.complementOf(EnumSet.of(Analyses.BDD_REVERSED))) {
      agrees(analysis, policy, dead);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pointsOfABoxAreRequestsThatTheEvaluatorMatches(AnalysisWorkload.Kind kind) {
    AnalysisWorkload workload = AnalysisWorkload.of(kind, 400);
    CompiledPolicy policy = workload.compile();
    PointCheck points = new PointCheck(policy, new Draw(1));
    int alone = 0;
    for (RankedRule rule : policy.rules()) {
      List<Integer> point = points.point(rule).orElse(null);
      if (point != null) {
        ResolvedRequest request = request(policy, point);
        assertThat(policy.engine().matches(request).get(0).matching())
            .anyMatch(view -> view.id().equals(rule.id()));
        boolean decides =
            policy.engine().matches(request).get(0).deciding().stream()
                .anyMatch(view -> view.id().equals(rule.id()));
        assertThat(decides).isEqualTo(!points.covered(rule, point));
        alone += decides ? 1 : 0;
      }
    }
    assertThat(alone).isPositive();
  }

  private static ResolvedRequest request(CompiledPolicy policy, List<Integer> point) {
    return policy.engine().resolve(new RequestPoints(policy, new Draw(1)).request(point));
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameWorkloadEachTime(AnalysisWorkload.Kind kind) {
    AnalysisWorkload one = AnalysisWorkload.of(kind, 700);
    AnalysisWorkload other = AnalysisWorkload.of(kind, 700);
    assertThat(one.policy().equals(other.policy())).isTrue();
    assertThat(one.dead()).isEqualTo(other.dead());
    assertThat(one.live()).isEqualTo(other.live());
  }

  @ParameterizedTest
  @EnumSource
  void plantsDeadRulesOfWhichNoSingleRuleCoversAll(AnalysisWorkload.Kind kind) {
    AnalysisWorkload workload = AnalysisWorkload.of(kind, 2_000);
    assertThat(workload.policy().rules()).hasSize(2_000);
    assertThat(workload.dead()).hasSizeBetween(10, 100);
    Set<String> missed = new TreeSet<>(workload.dead());
    missed.removeAll(new NaivePairwise().dead(workload.compile()));
    assertThat(missed).isNotEmpty();
  }

  @Test
  void refusesVerdictsThatContradictWhatIsPlanted() {
    AnalysisWorkload workload = AnalysisWorkload.of(AnalysisWorkload.Kind.GATEWAY, 1_000);
    CompiledPolicy policy = workload.compile();
    assertThatThrownBy(() -> workload.check(new DeadRules.Verdicts(Set.of(), Set.of()), true))
        .hasMessageStartingWith("dead but not");
    Set<String> tooMany = new TreeSet<>(workload.dead());
    tooMany.addAll(workload.live());
    assertThatThrownBy(() -> workload.check(new DeadRules.Verdicts(tooMany, Set.of()), false))
        .hasMessageContaining("live: [team-");
    assertThatThrownBy(() -> new PointCheck(policy, new Draw(1)).check(tooMany))
        .hasMessageStartingWith("live at");
  }
}
