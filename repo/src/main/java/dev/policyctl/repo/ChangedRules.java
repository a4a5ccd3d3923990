package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rules a change touches: those that are new, those whose text differs, comments inside them
 * included, those whose selectors stand for other values since a registry changed, and all of them
 * where {@code combining} or {@code default} changed. Where in the bundle a rule stands is no
 * matter.
 */
public final class ChangedRules {

  private ChangedRules() {}

  /** The ids of the rules of {@code head} that {@code base} lacks or words differently, sorted. */
  public static Set<String> between(PolicyRepository base, PolicyRepository head, Bundle bundle) {
    Map<String, String> before = texts(base, bundle);
    Set<String> changed = new TreeSet<>();
    texts(head, bundle)
        .forEach(
            (id, text) -> {
              if (!text.equals(before.get(id))) {
                changed.add(id);
              }
            });
    return changed;
  }

  private static Map<String, String> texts(PolicyRepository repository, Bundle bundle) {
    Map<String, String> texts = new HashMap<>();
    NameResolver names = new NameResolver(repository.registries());
    for (LoadedBundle loaded : repository.bundles()) {
      if (loaded.bundle().equals(bundle) && loaded.policy().isPresent()) {
        Policy policy = loaded.policy().get();
        String context = policy.combining().label() + " " + policy.defaultOutcome().label() + "\n";
        for (Rule rule : loaded.policy().get().rules()) {
          String meaning = context + text(repository, rule.span()) + values(names, rule);
          texts.merge(rule.id().value(), meaning, String::concat);
        }
      }
    }
    return texts;
  }

  /** What its selectors stand for: a registry edit changes rules too. */
  private static String values(NameResolver names, Rule rule) {
    StringBuilder text = new StringBuilder();
    rule.match()
        .selectors()
        .forEach(
            (dimension, selector) ->
                selector
                    .values()
                    .forEach(v -> text.append(names.resolve(dimension, v.value())).append('\n')));
    return text.toString();
  }

  private static String text(PolicyRepository repository, Span span) {
    ParsedFile file = repository.files().get(span.path());
    if (file == null) {
      throw new IllegalStateException("a rule of a file that was not read: " + span);
    }
    SourceText source = file.source();
    StringBuilder text = new StringBuilder();
    for (int line = span.line(); line <= span.endLine(); line++) {
      text.append(source.line(line).strip()).append('\n');
    }
    return text.toString();
  }
}
