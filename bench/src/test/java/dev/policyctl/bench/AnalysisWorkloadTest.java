package dev.policyctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.RankedRule;
import dev.policyctl.evaluator.ResolvedRequest;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AnalysisWorkloadTest {
  private static final int TINY = 60;
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
    RuleBoxes boxes = new RuleBoxes(policy);
    PointCheck points = new PointCheck(policy, new Draw(1));
    int alone = 0;
    for (RankedRule rule : policy.rules()) {
      List<Integer> point = points.point(rule).orElse(null);
      if (point != null) {
        ResolvedRequest request = request(policy, boxes, point);
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

  private static ResolvedRequest request(
      CompiledPolicy policy, RuleBoxes boxes, List<Integer> point) {
    Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    for (int i = 0; i < policy.dimensions().size(); i++) {
      String name = policy.name(i, point.get(i));
      values.put(
          policy.dimensions().get(i),
          switch (name) {
            case Dimension.UNKNOWN -> List.of("not-registered");
            case Dimension.MISSING -> List.of();
            default -> List.of(name);
          });
    }
    Instant time = boxes.instant(point);
    String json =
        RequestJson.write("u", values, boxes.attributes(point), time, time.plusSeconds(60));
    return policy.engine().resolve(AuthZen.readRequest(json));
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
