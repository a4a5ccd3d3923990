package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.reference.ReferenceInterpreter;
import dev.policyctl.evaluator.reference.ReferenceInterpreter.ClassResult;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Many rules of a few values each in dimensions of many values: leaves of more than 64 rules, that
 * requests which were made for a rule go through to the end.
 */
final class ThinBoxesTest {
  private static final int VALUES = 40;
  private static final List<Dimension> DIMENSIONS =
      List.of(
          Dimension.ROLES,
          Dimension.ROUTES,
          Dimension.MODELS,
          Dimension.CLASSIFICATIONS,
          Dimension.TOOLS,
          Dimension.REGIONS);

  private final World world = World.company();
  private final Random random = new Random(29);

  private ThinBoxesTest() {
    for (Dimension dimension : DIMENSIONS) {
      List<String> entries = new ArrayList<>();
      for (int i = 0; i < VALUES; i++) {
        entries.add("v" + i + ": {}");
      }
      world.with(dimension.kind(), String.join(", ", entries));
    }
    world.with(RegistryKind.REDACTIONS, "none: {}");
  }

  private String value() {
    return "v" + random.nextInt(VALUES);
  }

  private String selector(Dimension dimension) {
    TreeSet<String> values = new TreeSet<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      values.add(value());
    }
    if (random.nextInt(12) == 0) {
      values.add("$unknown");
    }
    if (random.nextInt(12) == 0) {
      values.add("$missing");
    }
    return dimension.key() + ": ['" + String.join("', '", values) + "']";
  }

  private String rule(int number) {
    List<String> selectors = new ArrayList<>();
    for (Dimension dimension : DIMENSIONS) {
      if (random.nextInt(10) > 0) {
        selectors.add(selector(dimension));
      }
    }
    return String.format(
        "- { id: r%d, priority: %d, effect: %s, match: { %s } }%n",
        number,
        random.nextInt(200),
        random.nextInt(3) == 0 ? "deny" : "allow",
        String.join(", ", selectors));
  }

  private Policy policy(int size) {
    StringBuilder rules = new StringBuilder("rules:\n");
    for (int i = 0; i < size; i++) {
      rules.append(rule(i));
    }
    return world.policy(rules.toString());
  }

  private Request request(Rule rule) {
    Request.Builder builder = World.request();
    for (Dimension dimension : DIMENSIONS) {
      List<String> values = new ArrayList<>(values(rule, dimension));
      boolean several = dimension == Dimension.ROLES || dimension == Dimension.CLASSIFICATIONS;
      for (int more = several ? random.nextInt(3) : 0; more > 0; more--) {
        values.add(random.nextInt(6) == 0 ? "ghost" : value());
      }
      builder.values(dimension, values);
    }
    return builder.build();
  }

  /** A value that the rule accepts, but for a few. */
  private List<String> values(Rule rule, Dimension dimension) {
    Optional<Selector> selector = rule.match().find(dimension);
    if (selector.isEmpty() || random.nextInt(25) == 0) {
      return random.nextInt(4) == 0 ? List.of() : List.of(value());
    }
    List<Text> accepted = selector.get().values();
    String one = accepted.get(random.nextInt(accepted.size())).value();
    return switch (one) {
      case "$missing" -> List.of();
      case "$unknown" -> List.of("ghost");
      default -> List.of(one);
    };
  }

  private void agree(int size, int requests) {
    Policy policy = policy(size);
    Registries registries = world.registries();
    PolicyEngine engine = PolicyEngine.compile(policy, registries);
    ReferenceInterpreter reference = new ReferenceInterpreter(policy, registries);
    int decided = 0;
    for (int i = 0; i < requests; i++) {
      Request request = request(policy.rules().get(random.nextInt(size)));
      String name = size + " rules, request " + i;
      Decision decision = engine.evaluate(request);
      assertThat(decision).as(name).isEqualTo(reference.evaluate(request));
      decided += decision.determiningRules().isEmpty() ? 0 : 1;
      List<List<String>> matching =
          engine.matches(engine.resolve(request)).stream()
              .map(of -> of.matching().stream().map(RuleView::id).sorted().toList())
              .toList();
      assertThat(matching)
          .as(name)
          .isEqualTo(
              reference.classes(request).stream()
                  .map(ClassResult::matching)
                  .map(List::copyOf)
                  .toList());
    }
    assertThat(decided).as("requests that rules decide").isGreaterThan(requests / 3);
  }

  @Test
  void decidesAsTheReferenceDoesInOneLeafOfSeveralWords() {
    for (int size : new int[] {65, 128, 129, 400, 1000}) {
      agree(size, 100);
    }
  }

  @Test
  void decidesAsTheReferenceDoesBelowSplits() {
    agree(1100, 60);
    agree(3000, 30);
  }
}
