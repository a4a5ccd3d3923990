package dev.policyctl.bundle.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.evaluator.reference.RandomPolicies;
import dev.policyctl.evaluator.reference.RandomRegistries;
import dev.policyctl.evaluator.reference.RandomRequests;
import dev.policyctl.evaluator.reference.ReferenceInterpreter;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PolicyDocumentTest {
  private static final int POLICIES = 300;

  private static PolicyDocument random(Random random) {
    Registries registries = RandomRegistries.next(random);
    return new PolicyDocument(RandomPolicies.next(registries, 12, random), registries);
  }

  @Test
  void whatIsReadBackDecidesAsWhatWasWritten() throws MalformedContent {
    int decided = 0;
    for (int seed = 0; seed < POLICIES; seed++) {
      Random random = new Random(seed);
      PolicyDocument document = random(random);
      PolicyDocument back = PolicyDocument.read(document.write());
      assertThat(back.write()).isEqualTo(document.write());
      ReferenceInterpreter reference =
          new ReferenceInterpreter(document.policy(), document.registries());
      PolicyEngine engine;
      try {
        engine = PolicyEngine.compile(back.policy(), back.registries());
      } catch (InvalidPolicyException e) {
        continue;
      }
      for (int i = 0; i < 20; i++) {
        Request request = RandomRequests.next(document.registries(), random);
        assertThat(engine.evaluate(request))
            .as("seed " + seed)
            .isEqualTo(reference.evaluate(request));
        decided++;
      }
    }
    assertThat(decided).isGreaterThan(POLICIES);
  }

  @Test
  void theOrderOfRulesAndLimitsIsNoMatter() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      PolicyDocument document = random(random);
      Policy policy = document.policy();
      List<dev.policyctl.model.policy.Rule> rules = new ArrayList<>(policy.rules());
      List<dev.policyctl.model.policy.Limit> limits = new ArrayList<>(policy.limits());
      Collections.shuffle(rules, random);
      Collections.shuffle(limits, random);
      Policy shuffled =
          new Policy(
              policy.bundle(),
              policy.defaultOutcome(),
              policy.defaultText(),
              policy.combining(),
              policy.identity(),
              rules,
              limits);
      assertThat(new PolicyDocument(shuffled, document.registries()).write())
          .isEqualTo(document.write());
    }
  }

  @Test
  void refusesWhatIsWrittenOtherwise() throws MalformedContent {
    byte[] bytes = random(new Random(7)).write();
    String text = new String(bytes, StandardCharsets.UTF_8);
    PolicyDocument.read(bytes);
    for (String other :
        List.of(
            text + "\n",
            text + "{}",
            " " + text,
            text.replaceFirst("\"schemaVersion\":1", "\"schemaVersion\":1.0"),
            text.replaceFirst("\"schemaVersion\":1}", "\"schemaVersion\":2}"),
            text.replaceFirst("\\{\"policy\"", "{\"extra\":1,\"policy\""),
            text.replaceFirst("\"rules\":\\[", "\"rules\":[],\"rules\":["),
            text.substring(0, text.length() - 1),
            "",
            "null",
            "[]",
            "{".repeat(100_000))) {
      assertThat(other).isNotEqualTo(text);
      assertThatThrownBy(() -> PolicyDocument.read(other.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedContent.class);
    }
  }
}
