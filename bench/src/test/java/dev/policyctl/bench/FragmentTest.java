package dev.policyctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FragmentTest {
  private static final int COMPARED = 200;

  private static Fragment fragment;
  private static List<Request> requests;
  private static PolicyEngine engine;

  @BeforeAll
  static void compile() {
    fragment = Fragment.of(Workload.of(Workload.Kind.REALISTIC, 400));
    requests = fragment.requests().subList(0, COMPARED);
    engine = PolicyEngine.compile(fragment.policy(), fragment.registries());
  }

  @Test
  void keepsMostRulesAndRequestsAndBothOutcomes() {
    assertThat(fragment.policy().rules()).hasSizeGreaterThan(300);
    assertThat(fragment.requests()).hasSizeGreaterThan(Workload.REQUESTS / 2);
    long allowed = requests.stream().filter(r -> engine.evaluate(r).allowed()).count();
    assertThat(allowed).isBetween(COMPARED / 4L, COMPARED * 3L / 4);
  }

  @Test
  void decidesAsTheLinearScanDoes() {
    LinearScan scan = new LinearScan(fragment.policy(), fragment.registries());
    for (Request request : requests) {
      assertThat(engine.evaluate(request)).isEqualTo(scan.decide(request));
    }
  }

  @Test
  void allowsWhatJcasbinAllows() {
    JcasbinBaseline casbin = new JcasbinBaseline(fragment);
    for (Request request : requests) {
      assertThat(casbin.allows(casbin.arguments(request)))
          .isEqualTo(engine.evaluate(request).allowed());
    }
  }

  @Test
  void allowsWhatCedarAllows() {
    CedarBaseline cedar = new CedarBaseline(fragment);
    for (Request request : requests) {
      assertThat(cedar.allows(cedar.question(request)))
          .isEqualTo(engine.evaluate(request).allowed());
    }
  }
}
