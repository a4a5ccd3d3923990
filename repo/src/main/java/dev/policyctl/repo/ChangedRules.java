package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rules a change touches: those that are new and those whose text differs, comments inside
 * them included, wherever in the bundle they stand.
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
    for (LoadedBundle loaded : repository.bundles()) {
      if (loaded.bundle().equals(bundle) && loaded.policy().isPresent()) {
        for (Rule rule : loaded.policy().get().rules()) {
          texts.merge(rule.id().value(), text(repository, rule.span()), String::concat);
        }
      }
    }
    return texts;
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
