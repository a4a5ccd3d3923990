package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.edit.YamlText;
import dev.policyctl.trust.edit.YamlValue;
import dev.policyctl.trust.edit.YamlValue.Fields;
import dev.policyctl.trust.edit.YamlValue.Items;
import dev.policyctl.trust.edit.YamlValue.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code trust.people} must say of a new key, unless it does already. */
final class NewListing {
  private static final String TRUST = "trust";
  private static final String PEOPLE = "people";
  private static final String KEYS = "keys";

  private final Snapshot snapshot;
  private final List<Person> people;

  NewListing(Snapshot snapshot, TrustReading reading) {
    this.snapshot = snapshot;
    this.people = reading.keys().map(keys -> keys.configuration().people()).orElse(List.of());
  }

  static boolean is(SigningKey listed, PublicKeyFile key) {
    return listed.type() == key.type()
        && Fingerprints.canonical(key.type(), listed.fingerprint().value())
            .equals(key.fingerprint());
  }

  void add(
      TrustRequest request, PublicKeyFile key, Map<String, String> texts, List<String> remarks) {
    Optional<Person> known =
        people.stream().filter(p -> p.id().value().equals(request.person())).findFirst();
    for (Person person : people) {
      for (SigningKey listed : person.keys()) {
        if (is(listed, key)) {
          demandSame(request, person, listed);
          remarks.add("`.policyctl.yaml` lists it already, and stays as it is");
          return;
        }
      }
    }
    demandDescribed(request, known);
    String path = PolicyRoot.CONFIGURATION;
    String before = FileText.read(snapshot, path).orElse("schemaVersion: 1\n");
    String mark = before.startsWith(FileText.MARK) ? FileText.MARK : "";
    Optional<String> after =
        YamlText.of(new SourceText(path, before.substring(mark.length())))
            .flatMap(text -> written(text, request, key, known.isPresent()));
    texts.put(path, mark + after.orElseThrow(() -> noPlace(request, key)));
  }

  private static void demandSame(TrustRequest request, Person person, SigningKey listed) {
    String owner = person.id().value();
    if (!owner.equals(request.person())) {
      throw PublicKeyFile.refused(
          "`" + owner + "` has this key, at " + listed.fingerprint().span(),
          "a key is one person's: who holds it could act as both");
    }
    if (listed.revoked().isPresent()) {
      throw PublicKeyFile.refused(
          "this key of `" + owner + "` is revoked, at " + listed.fingerprint().span(),
          "add another key: one that was revoked does not come back");
    }
    boolean more =
        request.describesPerson() || request.from().isPresent() || request.until().isPresent();
    if (more) {
      throw PublicKeyFile.refused(
          "`" + owner + "` lists this key already, at " + listed.fingerprint().span(),
          "change the rest in `" + PolicyRoot.CONFIGURATION + "` by hand");
    }
  }

  private static void demandDescribed(TrustRequest request, Optional<Person> known) {
    if (known.isPresent() && request.describesPerson()) {
      throw PublicKeyFile.refused(
          "`" + request.person() + "` is there already, at " + known.get().id().span(),
          "leave out all but the key; roles and the like are changed by hand");
    }
    if (known.isEmpty() && request.roles().isEmpty()) {
      throw PublicKeyFile.refused(
          "`" + request.person() + "` is new, and needs a role",
          "give --role author, reviewer, release-manager or forge; it may be repeated");
    }
  }

  private static Optional<String> written(
      YamlText text, TrustRequest request, PublicKeyFile key, boolean known) {
    if (!(text.root() instanceof MapNode root)) {
      return Optional.empty();
    }
    Optional<Node> trust = root.find(TRUST);
    if (trust.isEmpty()) {
      Items people = new Items(List.of(person(request, key)));
      return text.put(root, TRUST, new Fields(Map.of(PEOPLE, people), false));
    }
    if (!(trust.get() instanceof MapNode map)) {
      return Optional.empty();
    }
    return known
        ? person(map, request.person()).flatMap(p -> text.append(p, KEYS, key(request, key)))
        : text.append(map, PEOPLE, person(request, key));
  }

  private static Optional<MapNode> person(MapNode trust, String id) {
    return trust.find(PEOPLE).filter(ListNode.class::isInstance).stream()
        .flatMap(list -> ((ListNode) list).items().stream())
        .filter(MapNode.class::isInstance)
        .map(MapNode.class::cast)
        .filter(
            person ->
                person
                    .find("id")
                    .filter(n -> n instanceof ScalarNode s && s.text().equals(id))
                    .isPresent())
        .findFirst();
  }

  private static YamlValue person(TrustRequest request, PublicKeyFile key) {
    Map<String, YamlValue> person = new LinkedHashMap<>();
    person.put("id", new Word(request.person()));
    words(person, "emails", request.emails());
    words(person, "roles", request.roles().stream().map(Role::label).distinct().toList());
    words(person, "environments", request.environments());
    words(person, "tenants", request.tenants());
    person.put(KEYS, new Items(List.of(key(request, key))));
    return new Fields(person, false);
  }

  private static void words(Map<String, YamlValue> person, String name, List<String> words) {
    if (!words.isEmpty()) {
      person.put(name, Items.of(words.stream().distinct().toList()));
    }
  }

  private static YamlValue key(TrustRequest request, PublicKeyFile key) {
    Map<String, YamlValue> fields = new LinkedHashMap<>();
    fields.put("fingerprint", new Word(key.fingerprint()));
    fields.put("type", new Word(key.type().label()));
    request.from().ifPresent(from -> fields.put("from", new Word(from)));
    request.until().ifPresent(until -> fields.put("until", new Word(until)));
    return new Fields(fields, true);
  }

  private static OperationalException noPlace(TrustRequest request, PublicKeyFile key) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "there is no place in `"
            + PolicyRoot.CONFIGURATION
            + "` that is safe to write to; nothing was written",
        "write it into `trust.people` yourself: " + person(request, key).flow());
  }
}
