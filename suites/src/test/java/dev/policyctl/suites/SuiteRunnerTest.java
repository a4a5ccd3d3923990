package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class SuiteRunnerTest {
  private static final RunOptions TIMELESS =
      new RunOptions(1, name -> true, 1_000_000, 100, () -> 0);

  private static final String SUITE =
      World.HEAD
          + """
          cases:
            - { name: second, identity: bob, expect: { outcome: allow } }
            - { name: third, identity: bob, skip: later, expect: { outcome: deny } }
          sequences:
            - { name: fourth, steps: [{ case: second }] }
          matrices:
            - { name: fifth, over: { identities: [bob] }, allow: [{}] }
          """;

  @Test
  void keepsResultsInTheOrderOfTheFiles() {
    List<Suite> suites =
        List.of(
            World.suite("b.test.yaml", SUITE),
            World.suite("a.test.yaml", SUITE.replace("suite: support", "suite: first")));
    TestRun run =
        new SuiteRunner(World.SUPPORT.engine(), World.SUPPORT.policy(), World.SUPPORT.registries())
            .run(suites, TIMELESS);
    assertThat(run.results().stream().map(result -> result.id().toString()))
        .containsExactly(
            "first/second",
            "first/third",
            "first/fourth",
            "first/fifth",
            "support/second",
            "support/third",
            "support/fourth",
            "support/fifth");
    assertThat(run.results().stream().map(result -> result.id().kind().label()).limit(4))
        .containsExactly("case", "case", "sequence", "matrix");
  }

  @Test
  void takesDurationsByTheGivenClock() {
    AtomicLong clock = new AtomicLong();
    RunOptions options = new RunOptions(1, n -> true, 10, 10, () -> clock.addAndGet(5));
    TestRun run = World.SUPPORT.run(options, SUITE);
    assertThat(run.results().stream().map(TestResult::nanos)).containsExactly(5L, 0L, 5L, 5L);
  }

  @Test
  void runsOnlyWhatTheFilterSelects() {
    TestRun run = World.SUPPORT.run(TIMELESS.withFilter(TestFilter.of("SUPPORT/*f*")), SUITE);
    assertThat(run.results().stream().map(result -> result.id().name()))
        .containsExactly("fourth", "fifth");
    assertThat(run.deselected()).isEqualTo(2);
  }

  @Test
  void filtersByGlobOrByPart() {
    assertThat(TestFilter.of("").test("a/b")).isTrue();
    assertThat(TestFilter.of("PORT/pii").test("support/PII is redacted")).isTrue();
    assertThat(TestFilter.of("pii").test("support/phi")).isFalse();
    assertThat(TestFilter.of("support/*").test("support/openai/gpt-4o by night")).isTrue();
    assertThat(TestFilter.of("*night").test("support/by night")).isTrue();
    assertThat(TestFilter.of("*nigh").test("support/by night")).isFalse();
    assertThat(TestFilter.of("a.c*").test("abc")).isFalse();
    assertThat(TestFilter.of("Night")).hasToString("Night");
  }

  @Test
  void runsInParallelAsInSequence() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<Suite> suites = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        suites.add(World.suite("s" + i + ".test.yaml", randomSuite(random, i)));
      }
      SuiteRunner runner =
          new SuiteRunner(
              World.SUPPORT.engine(), World.SUPPORT.policy(), World.SUPPORT.registries());
      TestRun sequential = runner.run(suites, TIMELESS);
      assertThat(sequential.failed()).as("seed %d", seed).isNotEmpty();
      assertThat(sequential.passed()).as("seed %d", seed).isNotEmpty();
      Collections.shuffle(suites, random);
      TestRun parallel = runner.run(suites, TIMELESS.withThreads(2 + random.nextInt(6)));
      assertThat(parallel).as("seed %d", seed).isEqualTo(sequential);
    }
  }

  private static String randomSuite(Random random, int number) {
    StringBuilder yaml =
        new StringBuilder(World.HEAD.replace("suite: support", "suite: s" + number));
    yaml.append("cases:\n");
    for (int i = 0; i < 12; i++) {
      yaml.append(
          "  - { name: c%d, identity: %s, request: { classifications: [%s], model: %s }, repeat: %d, expect: { outcome: %s } }%n"
              .formatted(
                  i,
                  pick(random, "alice", "bob", "ghost"),
                  pick(random, "public", "internal", "pii", "phi", "internal, pii", "x"),
                  pick(random, "gpt-4o", "openai/gpt-4o-mini", "anthropic/claude-sonnet-4"),
                  1 + random.nextInt(3),
                  pick(random, "allow", "deny", "require_approval")));
    }
    yaml.append("matrices:\n");
    for (int i = 0; i < 3; i++) {
      yaml.append(
          "  - { name: m%d, over: { identities: [alice, bob], models: [%s], classifications: [\"*\"] }, allow: [{ classifications: [%s] }] }%n"
              .formatted(
                  i,
                  pick(random, "\"**\"", "openai/*", "gpt-4o, $unknown"),
                  pick(random, "pii", "internal, public")));
    }
    yaml.append("sequences:\n");
    for (int i = 0; i < 3; i++) {
      yaml.append(
          "  - { name: q%d, steps: [{ case: c%d, usage: { tokens: 60000 } }, { advance: 1m, case: c%d, repeat: 2 }] }%n"
              .formatted(i, random.nextInt(12), random.nextInt(12)));
    }
    return yaml.toString().replace("\r", "");
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  @Test
  void writesRequestsThatDecideAsTheOriginals() {
    Instant time = Instant.parse("2026-09-01T09:00:00.25Z");
    Request full =
        Request.builder()
            .subject("user", "ä\"\\\n\u2028 1")
            .roles(List.of("employee", "x\u007f"))
            .tenant("acme")
            .environment("prod")
            .expiry(time.plusMillis(1_500))
            .time(time)
            .route("support-chat")
            .model("openai/gpt-4o-mini")
            .classifications(List.of("internal", "public"))
            .tool("t")
            .region("r")
            .agent("g")
            .action("model.invoke")
            .attribute(Attribute.INPUT_TOKENS, BigDecimal.valueOf(7))
            .attribute(Attribute.RISK_SCORE, new BigDecimal("0.125"))
            .build();
    String json = AuthZen.write(full);
    assertThat(json.chars().allMatch(c -> c >= ' ' && c < 0x7f)).isTrue();
    Request read = AuthZen.readRequest(json);
    for (Dimension dimension : Dimension.values()) {
      assertThat(read.values(dimension)).isEqualTo(full.values(dimension));
    }
    assertThat(read.subjectId()).isEqualTo(full.subjectId());
    assertThat(read.expiry()).isEqualTo(full.expiry());
    assertThat(read.time()).isEqualTo(full.time());
    assertThat(read.attribute(Attribute.RISK_SCORE))
        .isEqualTo(full.attribute(Attribute.RISK_SCORE));
    Decision decision = World.SUPPORT.engine().evaluate(read);
    assertThat(decision).isEqualTo(World.SUPPORT.engine().evaluate(full));
    assertThat(decision.allowed()).isTrue();
    assertThat(AuthZen.write(Request.builder().time(time).build()))
        .isEqualTo("{\"context\":{\"time\":\"2026-09-01T09:00:00.250Z\"}}");
  }
}
