package dev.policyctl.bench;

import dev.policyctl.model.registry.RegistryKind;
import java.util.List;
import java.util.Map;

/** Two hundred models: ten providers, five families each, four variants of each family. */
final class ModelCatalogue {
  /** One line a provider: its name, then the stems of its families; the last embeds. */
  private static final List<List<String>> PROVIDERS =
      List.of(
          List.of("openai", "gpt-4o", "gpt-4.1", "gpt-5", "o3", "embedding-3"),
          List.of(
              "anthropic",
              "claude-opus",
              "claude-sonnet",
              "claude-haiku",
              "claude-3",
              "embedding-1"),
          List.of("google", "gemini-pro", "gemini-flash", "gemini-ultra", "gemma", "embedding-5"),
          List.of("mistral", "large", "medium", "small", "codestral", "embedding-2"),
          List.of("meta", "llama-3", "llama-4", "llama-guard", "code-llama", "embedding-l"),
          List.of("cohere", "command-r", "command-a", "rerank", "aya", "embedding-v4"),
          List.of("amazon", "nova-pro", "nova-lite", "nova-micro", "titan", "embedding-t2"),
          List.of("azure", "gpt-4o", "gpt-4.1", "gpt-5", "phi-4", "embedding-3"),
          List.of("deepseek", "chat", "reasoner", "coder", "vl", "embedding-1"),
          List.of("internal", "assistant", "coder", "summarizer", "router", "embedding-x"));

  private static final List<String> VARIANTS = List.of("", "-mini", "-2026-02", "-2026-06");

  private ModelCatalogue() {}

  static List<String> providers() {
    return PROVIDERS.stream().map(line -> line.get(0)).toList();
  }

  /** The stems of all families that chat: {@code openai/gpt-4o}; each is a model's id too. */
  static List<String> chatFamilies() {
    return PROVIDERS.stream()
        .flatMap(line -> line.subList(1, 5).stream().map(family -> line.get(0) + "/" + family))
        .toList();
  }

  static RegistryDraft registry() {
    RegistryDraft models = new RegistryDraft(RegistryKind.MODELS);
    for (List<String> line : PROVIDERS) {
      String provider = line.get(0);
      for (String family : line.subList(1, line.size())) {
        for (String variant : VARIANTS) {
          List<String> aliases =
              variant.equals("-2026-06") ? List.of(provider + ":" + family + "@latest") : List.of();
          models.add(
              provider + "/" + family + variant, List.of(), aliases, Map.of("provider", provider));
        }
      }
    }
    return models;
  }
}
