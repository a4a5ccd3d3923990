package dev.policyctl.suites;

import dev.policyctl.evaluator.Decision;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Registries;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * A random policy so small that every request can be asked, suites that pass on it, and all of
 * those requests: with one role or two, absent values, and numbers and times around each bound.
 */
record SmallWorld(World world, List<Suite> suites, List<Request> requests) {
  static final Instant AS_OF = Instant.parse("2026-09-01T00:00:00Z");

  private static final Instant DAY = Instant.parse("2026-09-02T00:00:00Z");

  private static final String REGISTRIES =
      """
      roles: { r1: {}, r2: { inherits: [r1] }, r3: {} }
      routes: { chat: {} }
      models: { m1: { aliases: [first] }, m2: {} }
      classifications: { x: {}, y: {} }
      redactions: { masked: {} }
      """;

  /** What rules have conditions on. */
  private enum Condition {
    NOTHING,
    TOKENS,
    RISK,
    TIME
  }

  Registries registries() {
    return world.registries();
  }

  static SmallWorld next(Random random) {
    Condition condition = Condition.values()[random.nextInt(4)];
    boolean priorities = random.nextInt(4) > 0;
    StringBuilder yaml =
        new StringBuilder("schemaVersion: 1\n")
            .append("bundle: { name: b, version: 1.0.0, environment: prod, tenant: acme }\n")
            .append(random.nextInt(3) == 0 ? "default: allow\n" : "")
            .append(priorities ? "" : "combining: deny-overrides\n")
            .append("rules:\n");
    for (int i = 1 + random.nextInt(5); i > 0; i--) {
      yaml.append(rule("rule-" + i, condition, priorities, random));
    }
    World world = World.of(REGISTRIES, yaml.toString());
    List<Request> requests = requests(condition);
    return new SmallWorld(world, suites(world, requests, random), requests);
  }

  private static String rule(String id, Condition condition, boolean priorities, Random random) {
    List<String> match = new ArrayList<>();
    some(match, "roles", random, "r1", "r2", "r3", "$unknown");
    some(match, "models", random, "first", "m2", "\"*\"", "$unknown", "$missing");
    some(match, "classifications", random, "x", "y", "$unknown", "$missing");
    List<String> parts = new ArrayList<>();
    parts.add("id: " + id);
    if (priorities) {
      parts.add("priority: " + (1 + random.nextInt(3)));
    }
    parts.add("effect: " + one(random, "allow", "allow", "deny", "require_approval"));
    parts.add("match: { " + String.join(", ", match) + " }");
    if (random.nextInt(3) > 0) {
      parts.addAll(conditions(condition, random));
    }
    if (random.nextInt(2) == 0) {
      parts.add(
          "obligations: "
              + one(random, "[{ log: a }]", "[{ log: b }]", "[{ log: a }, { redact: masked }]"));
    }
    return "  - { " + String.join(", ", parts) + " }\n";
  }

  private static void some(List<String> match, String key, Random random, String... values) {
    List<String> chosen = new ArrayList<>();
    for (String value : values) {
      if (random.nextInt(3) == 0) {
        chosen.add(value);
      }
    }
    if (!chosen.isEmpty()) {
      match.add(key + ": [" + String.join(", ", chosen) + "]");
    }
  }

  private static List<String> conditions(Condition condition, Random random) {
    return switch (condition) {
      case NOTHING -> List.of();
      case TOKENS -> List.of("when: { input_tokens: { " + range(random, "1", "2", "3") + " } }");
      case RISK -> List.of("when: { risk_score: { " + range(random, "0.4", "0.5", "0.6") + " } }");
      case TIME ->
          List.of(
              one(
                  random,
                  "when: { time: { from: \"06:00\", to: \"12:00\", zone: UTC } }",
                  "when: { time: { from: \"12:00\", to: \"06:00\", zone: UTC } }",
                  "validity: { from: 2026-09-02T12:00:00Z }",
                  "validity: { until: 2026-09-02T06:00:00Z }"));
    };
  }

  private static String range(Random random, String low, String middle, String high) {
    return switch (random.nextInt(4)) {
      case 0 -> "eq: " + middle;
      case 1 -> one(random, "gt: ", "gte: ") + low + ", " + one(random, "lt: ", "lte: ") + high;
      case 2 -> one(random, "gt: ", "gte: ") + one(random, low, middle, high);
      default -> one(random, "lt: ", "lte: ") + one(random, low, middle, high);
    };
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private static List<Request> requests(Condition condition) {
    List<Request> requests = new ArrayList<>();
    for (String roles : List.of("", "r1", "r2", "r3", "no", "r1 r2", "r1 r3", "r2 r3")) {
      for (String model : List.of("m1", "m2", "no", "")) {
        for (String label : List.of("x", "y", "no", "")) {
          Request.Builder builder =
              Request.builder()
                  .subject("user", "u")
                  .tenant("acme")
                  .environment("prod")
                  .route("chat")
                  .roles(words(roles))
                  .model(model.isEmpty() ? null : model)
                  .classifications(words(label));
          cells(condition, builder, requests);
        }
      }
    }
    return requests;
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
  }

  private static void cells(Condition condition, Request.Builder builder, List<Request> requests) {
    builder.time(DAY).expiry(DAY.plusSeconds(3_600));
    requests.add(builder.build());
    switch (condition) {
      case NOTHING -> {}
      case TOKENS -> numbers(Attribute.INPUT_TOKENS, "0 1 2 3 4 5", builder, requests);
      case RISK ->
          numbers(
              Attribute.RISK_SCORE,
              "0 0.3 0.35 0.4 0.45 0.5 0.55 0.6 0.65 0.7 0.75",
              builder,
              requests);
      case TIME -> {
        for (int hour : new int[] {6, 12}) {
          for (int seconds : new int[] {-60, -2, -1, 0, 1, 60}) {
            for (int day : new int[] {-1, 0, 1}) {
              Instant time = DAY.plusSeconds((day * 24L + hour) * 3_600 + seconds);
              requests.add(builder.time(time).expiry(time.plusSeconds(3_600)).build());
            }
          }
        }
      }
    }
  }

  private static void numbers(
      Attribute attribute, String values, Request.Builder builder, List<Request> requests) {
    for (String value : values.split(" ", -1)) {
      requests.add(builder.attribute(attribute, new BigDecimal(value)).build());
    }
  }

  /** Cases of random requests, some of which expect an outcome alone, and perhaps a matrix. */
  private static List<Suite> suites(World world, List<Request> requests, Random random) {
    List<Suite> suites = new ArrayList<>();
    for (int i = random.nextInt(16); i > 0; i--) {
      Request request = requests.get(random.nextInt(requests.size()));
      String text =
          new SuiteText(world.engine().compiled())
              .add("case", request, world.engine().evaluate(request))
              .document("suite-" + i, AS_OF);
      if (random.nextBoolean()) {
        text = text.replaceFirst("expect: \\{ (outcome: \\w+),.*", "expect: { $1 }");
      }
      suites.add(World.suite("suite-" + i + ".test.yaml", text));
    }
    if (random.nextBoolean()) {
      suites.add(World.suite("matrix.test.yaml", matrix(world)));
    }
    return suites;
  }

  private static String matrix(World world) {
    StringBuilder allow = new StringBuilder();
    StringBuilder approve = new StringBuilder();
    for (String role : List.of("r1", "r3")) {
      for (String label : List.of("x", "$unknown", "$missing")) {
        Request request =
            Request.builder()
                .tenant("acme")
                .environment("prod")
                .route("chat")
                .model("m1")
                .time(DAY)
                .expiry(DAY.plusSeconds(3_600))
                .roles(List.of(role))
                .classifications(
                    label.equals("$missing") ? List.of() : List.of(label.equals("x") ? "x" : "no"))
                .build();
        Decision decision = world.engine().evaluate(request);
        String item =
            String.format(
                Locale.ROOT, "      - { roles: [%s], classifications: [%s] }%n", role, label);
        switch (decision.outcome()) {
          case ALLOW -> allow.append(item);
          case REQUIRE_APPROVAL -> approve.append(item);
          case DENY -> {}
        }
      }
    }
    return """
        schemaVersion: 1
        suite: matrix
        now: 2026-09-02T00:00:00Z
        matrices:
          - name: all
            over: { roles: [r1, r3], classifications: [x, $unknown, $missing] }
            request: { route: chat, model: m1 }
        """
        + (allow.isEmpty() ? "" : "    allow:\n" + allow)
        + (approve.isEmpty() ? "" : "    require_approval:\n" + approve);
  }
}
