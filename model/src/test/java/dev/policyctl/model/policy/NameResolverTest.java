package dev.policyctl.model.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameResolverTest {
  private static final NameResolver NAMES =
      new NameResolver(
          new Registries(
              List.of(
                  registry(
                      RegistryKind.MODELS,
                      "{ openai/gpt-4o: { aliases: [gpt] }, openai/o1: {}, x/y/z: {} }"),
                  registry(RegistryKind.ROLES, "{ b: { inherits: [a] }, a: }"))));

  private static Registry registry(RegistryKind kind, String entries) {
    Reading read = Reading.of("schemaVersion: 1\n" + kind.key() + ": " + entries + "\n");
    return new RegistryReader(kind, read.findings()::add)
        .read(read.file().root().orElseThrow())
        .orElseThrow();
  }

  @Test
  void resolvesIdsAndAliases() {
    assertThat(NAMES.resolve(Dimension.MODELS, "openai/o1")).containsExactly("openai/o1");
    assertThat(NAMES.resolve(Dimension.MODELS, "gpt")).containsExactly("openai/gpt-4o");
    assertThat(NAMES.resolve(Dimension.MODELS, "gone")).isEmpty();
  }

  @Test
  void resolvesGlobsToSortedIds() {
    assertThat(NAMES.resolve(Dimension.MODELS, "openai/*"))
        .containsExactly("openai/gpt-4o", "openai/o1");
    assertThat(NAMES.resolve(Dimension.MODELS, "*"))
        .containsExactly("openai/gpt-4o", "openai/o1", "x/y/z");
    assertThat(NAMES.resolve(Dimension.MODELS, "gp*")).as("no alias").isEmpty();
  }

  @Test
  void leavesInheritanceToTheRequest() {
    assertThat(NAMES.resolve(Dimension.ROLES, "b")).containsExactly("b");
  }

  @Test
  void keepsSpecialValuesInEveryDimension() {
    for (Dimension dimension : Dimension.values()) {
      assertThat(NAMES.resolve(dimension, "$unknown")).containsExactly("$unknown");
      assertThat(NAMES.resolve(dimension, "$missing")).containsExactly("$missing");
      assertThat(NAMES.resolve(dimension, "$other")).isEmpty();
    }
  }

  @Test
  void hitsNothingInADimensionWithoutARegistry() {
    assertThat(NAMES.resolve(Dimension.TOOLS, "*")).isEmpty();
    assertThat(NAMES.resolve(Dimension.TOOLS, "a")).isEmpty();
  }

  @Test
  void tellsTheSameNameInTwoDimensionsApart() {
    assertThat(NAMES.resolve(Dimension.ROLES, "*")).containsExactly("a", "b");
    assertThat(NAMES.resolve(Dimension.MODELS, "a")).isEmpty();
    assertThat(NAMES.resolve(Dimension.ROLES, "a")).containsExactly("a");
  }
}
