package dev.policyctl.validators.signature;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Quorum;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an edit of a trust configuration does, in words. */
final class TrustEdit {
  private final List<String> words = new ArrayList<>();

  private TrustEdit() {}

  /** One phrase for each thing that is different, in the order of the people's ids. */
  static List<String> between(
      Optional<TrustConfiguration> before, Optional<TrustConfiguration> after) {
    if (before.isPresent() && after.isEmpty()) {
      return List.of("removes `trust:`, so that nobody's signature is asked for");
    }
    TrustEdit edit = new TrustEdit();
    before.ifPresent(old -> after.ifPresent(now -> edit.compare(old, now)));
    return edit.words;
  }

  private void compare(TrustConfiguration before, TrustConfiguration after) {
    Map<String, Person> old = people(before);
    Map<String, Person> now = people(after);
    old.keySet().stream()
        .filter(id -> !now.containsKey(id))
        .forEach(id -> words.add("removes `" + id + "`"));
    now.forEach(
        (id, person) -> {
          Person known = old.get(id);
          if (known == null) {
            words.add("adds `" + id + "` as " + roles(person));
          } else {
            person(id, known, person);
          }
        });
    if (before.committerMustBeSigner() != after.committerMustBeSigner()) {
      words.add(
          (after.committerMustBeSigner() ? "demands" : "no longer demands")
              + " that the committer is who signs");
    }
    if (!quorum(before).equals(quorum(after))) {
      words.add("changes the quorum from " + quorum(before) + " to " + quorum(after));
    }
    if (!before.bundleKeys().toString().equals(after.bundleKeys().toString())) {
      words.add("changes the keys that sign bundles");
    }
  }

  private static Map<String, Person> people(TrustConfiguration trust) {
    Map<String, Person> people = new TreeMap<>();
    trust.people().forEach(person -> people.put(person.id().value(), person));
    return people;
  }

  private void person(String id, Person before, Person after) {
    if (!roles(before).equals(roles(after))) {
      words.add("makes `" + id + "` " + roles(after) + " instead of " + roles(before));
    }
    if (!scope(before).equals(scope(after))) {
      words.add("lets `" + id + "` change " + scope(after) + " instead of " + scope(before));
    }
    Map<String, String> old = keys(before);
    Map<String, String> now = keys(after);
    old.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> words.add("removes the key " + key + " of `" + id + "`"));
    now.forEach(
        (key, standing) -> {
          if (!old.containsKey(key)) {
            words.add("adds the key " + key + " of `" + id + "`");
          } else if (!standing.equals(old.get(key))) {
            words.add("changes when the key " + key + " of `" + id + "` counts: " + standing);
          }
        });
  }

  private static String roles(Person person) {
    return person.roles().stream()
        .map(TrustConfiguration.Role::label)
        .collect(Collectors.joining(" and "));
  }

  private static String scope(Person person) {
    return (person.environments().isEmpty() ? "every environment" : words(person.environments()))
        + " of "
        + (person.tenants().isEmpty() ? "every tenant" : words(person.tenants()));
  }

  private static String words(List<dev.policyctl.model.text.Text> texts) {
    return texts.stream().map(t -> "`" + t.value() + "`").collect(Collectors.joining(", "));
  }

  private static Map<String, String> keys(Person person) {
    Map<String, String> keys = new TreeMap<>();
    for (SigningKey key : person.keys()) {
      keys.put(
          key.fingerprint().value(),
          key.revoked().isPresent()
              ? "revoked"
              : "from "
                  + key.from().map(Object::toString).orElse("always")
                  + " until "
                  + key.until().map(Object::toString).orElse("ever"));
    }
    return keys;
  }

  private static String quorum(TrustConfiguration trust) {
    return trust.quorum().isEmpty()
        ? "none"
        : trust.quorum().stream().map(TrustEdit::quorum).collect(Collectors.joining("; "));
  }

  private static String quorum(Quorum quorum) {
    return quorum.reviewers() + " for " + words(quorum.paths());
  }
}
