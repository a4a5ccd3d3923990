package dev.policyctl.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Outcome;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class WorkloadTest {

  @ParameterizedTest
  @EnumSource
  void decidesAsTheLinearScanDoes(Workload.Kind kind) {
    Workload workload = Workload.of(kind, 1_000);
    PolicyEngine engine = PolicyEngine.compile(workload.policy(), workload.registries());
    LinearScan scan = new LinearScan(workload.policy(), workload.registries());
    for (Request request : workload.readRequests().subList(0, 1_000)) {
      assertThat(engine.evaluate(request)).isEqualTo(scan.decide(request));
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesTheSameWorkloadEachTime(Workload.Kind kind) {
    Workload one = Workload.of(kind, 300);
    Workload other = Workload.of(kind, 300);
    assertThat(one.policy()).isEqualTo(other.policy());
    assertThat(one.requests()).isEqualTo(other.requests());
    assertThat(RepositoryWriter.write(one)).isEqualTo(RepositoryWriter.write(other));
  }

  @ParameterizedTest
  @EnumSource
  void hasAsManyRulesAndRequestsAsItSays(Workload.Kind kind) {
    Workload workload = Workload.of(kind, 777);
    assertThat(workload.policy().rules()).hasSize(777);
    assertThat(workload.requests()).hasSize(Workload.REQUESTS);
  }

  @ParameterizedTest
  @EnumSource
  void makesRequestsOfWhichMostAreDecidedByARule(Workload.Kind kind) {
    Workload workload = Workload.of(kind, 1_000);
    PolicyEngine engine = PolicyEngine.compile(workload.policy(), workload.registries());
    Map<String, Long> reasons =
        workload.readRequests().stream()
            .map(engine::evaluate)
            .collect(Collectors.groupingBy(d -> d.reason().code(), Collectors.counting()));
    assertThat(reasons.get("rule")).isGreaterThan(Workload.REQUESTS / 2);
    assertThat(reasons)
        .containsKeys("default", "identity_expired", "unknown_model", "missing_classification");
  }

  @Test
  void makesRealisticRequestsOfWhichHalfAreAllowed() {
    Workload workload = Workload.of(Workload.Kind.REALISTIC, 1_000);
    PolicyEngine engine = PolicyEngine.compile(workload.policy(), workload.registries());
    Map<Outcome, Long> outcomes =
        workload.readRequests().stream()
            .map(engine::evaluate)
            .collect(Collectors.groupingBy(Decision::outcome, Collectors.counting()));
    assertThat(outcomes.get(Outcome.ALLOW)).isGreaterThan(Workload.REQUESTS / 2);
    assertThat(outcomes.get(Outcome.REQUIRE_APPROVAL)).isGreaterThan(50);
  }

  @Test
  void refusesToMakeFewerRulesThanThePlatformHas() {
    assertThatThrownBy(() -> Workload.of(Workload.Kind.REALISTIC, 100))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
