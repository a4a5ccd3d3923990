package dev.policyctl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.reader.ConfigurationReader;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.reader.RuleReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RepositoryWriterTest {
  private static final String FOLDER = "policies/prod/acme/";

  private final List<Finding> findings = new ArrayList<>();

  @ParameterizedTest
  @EnumSource
  void writesFilesThatReadBackToTheSamePolicy(Workload.Kind kind) {
    Workload workload = Workload.of(kind, 1_500);
    Map<String, String> files = RepositoryWriter.write(workload);
    Registries registries = registries(files);
    Policy policy = policy(files);
    assertThat(findings).isEmpty();
    assertThat(configuration(files)).isEqualTo(Configuration.DEFAULT);
    PolicyEngine written = PolicyEngine.compile(policy, registries);
    PolicyEngine generated = PolicyEngine.compile(workload.policy(), workload.registries());
    assertThat(written.rules()).isEqualTo(generated.rules());
    for (Request request : workload.readRequests().subList(0, 500)) {
      assertThat(written.evaluate(request)).isEqualTo(generated.evaluate(request));
    }
  }

  @ParameterizedTest
  @CsvSource({"team-1/chat,team-1/chat", "null,'\"null\"'", "eu-*,'\"eu-*\"'", "a:b,'\"a:b\"'"})
  void quotesWhatYamlCouldTakeForSomethingElse(String value, String written) {
    assertThat(RepositoryWriter.scalar(value)).isEqualTo(written);
  }

  @Test
  void writesAThousandRulesAFile() {
    Map<String, String> files = RepositoryWriter.write(Workload.of(Workload.Kind.BOXES, 2_001));
    assertThat(files.keySet().stream().filter(path -> path.contains("/rules/")))
        .containsExactly(
            FOLDER + "rules/part-00000.yaml",
            FOLDER + "rules/part-00001.yaml",
            FOLDER + "rules/part-00002.yaml");
    assertThat(files.values()).allMatch(text -> text.length() < InputLimits.DEFAULT.fileBytes());
  }

  @Test
  void writesTheRequestsBesideThePolicy(@TempDir Path folder) throws IOException {
    Workload workload = Workload.of(Workload.Kind.REALISTIC, 200);
    GenerateRepository.write(workload, folder);
    assertThat(Files.readAllLines(folder.resolve("requests.jsonl"))).isEqualTo(workload.requests());
    assertThat(folder.resolve(FOLDER + "policy.yaml")).exists();
  }

  private Node node(String path, String text) {
    return new YamlReader(InputLimits.DEFAULT, findings::add)
        .read(new SourceText(path, text))
        .root()
        .orElseThrow();
  }

  private Registries registries(Map<String, String> files) {
    List<Registry> registries = new ArrayList<>();
    for (RegistryKind kind : RegistryKind.values()) {
      String path = "registries/" + kind.key() + ".yaml";
      if (files.containsKey(path)) {
        RegistryReader reader = new RegistryReader(kind, findings::add);
        registries.add(reader.read(node(path, files.get(path))).orElseThrow());
      }
    }
    return new Registries(registries);
  }

  private Policy policy(Map<String, String> files) {
    List<Rule> rules = new ArrayList<>();
    files.forEach(
        (path, text) -> {
          if (path.startsWith(FOLDER + "rules/")) {
            RuleReader reader = new RuleReader(Combining.PRIORITY, findings::add);
            rules.addAll(reader.ruleFile(node(path, text)));
          }
        });
    Node root = node(FOLDER + "policy.yaml", files.get(FOLDER + "policy.yaml"));
    return new PolicyReader(findings::add).read(root).orElseThrow().withRules(rules).orElseThrow();
  }

  private Configuration configuration(Map<String, String> files) {
    Node root = node(".policyctl.yaml", files.get(".policyctl.yaml"));
    return new ConfigurationReader(findings::add).read(root).orElseThrow();
  }
}
