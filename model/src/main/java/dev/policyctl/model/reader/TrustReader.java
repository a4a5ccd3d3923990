package dev.policyctl.model.reader;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.BundleKey;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Quorum;
import dev.policyctl.model.config.TrustConfiguration.Revocation;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads the {@code trust} section of a configuration. Broken people and keys are left out. */
final class TrustReader {
  private static final List<String> ROLES = Stream.of(Role.values()).map(Role::label).toList();
  private static final List<String> TYPES =
      Stream.of(KeyType.values()).map(KeyType::label).toList();
  private static final int LARGEST_QUORUM = 100;

  private final FindingSink sink;

  TrustReader(FindingSink sink) {
    this.sink = sink;
  }

  TrustConfiguration read(Fields fields) {
    boolean committerMustBeSigner = fields.bool("committerMustBeSigner").orElse(false);
    List<Person> people = each(fields, "people", "a person", this::person);
    List<Quorum> quorum = each(fields, "quorum", "a quorum", this::quorum);
    List<BundleKey> bundleKeys = each(fields, "bundleKeys", "a bundle key", this::bundleKey);
    fields.end();
    return new TrustConfiguration(fields.span(), committerMustBeSigner, people, quorum, bundleKeys);
  }

  private <T> List<T> each(
      Fields fields, String key, String what, Function<Fields, Optional<T>> reader) {
    List<T> all = new ArrayList<>();
    for (Node item : fields.list(key)) {
      Fields.of(item, what, sink).flatMap(reader).ifPresent(all::add);
    }
    return all;
  }

  private Optional<Person> person(Fields fields) {
    Optional<Text> id = fields.requireText("id", Grammar.ID);
    List<Text> emails = fields.texts("emails");
    List<Role> roles = new ArrayList<>();
    for (Node item : filled(fields, "roles")) {
      Values.oneOf(item, "a role", ROLES, sink)
          .map(t -> Role.valueOf(t.value().toUpperCase(Locale.ROOT).replace('-', '_')))
          .ifPresent(roles::add);
    }
    List<Text> environments = fields.texts("environments", Grammar.SEGMENT);
    List<Text> tenants = fields.texts("tenants", Grammar.SEGMENT);
    List<SigningKey> keys = each(fields, "keys", "a key", this::key);
    fields.end();
    return id.map(i -> new Person(i, emails, roles, environments, tenants, keys));
  }

  private List<Node> filled(Fields fields, String key) {
    return fields
        .require(key)
        .flatMap(n -> Values.filledList(n, "`" + key + "`", sink))
        .orElse(List.of());
  }

  private Optional<SigningKey> key(Fields fields) {
    Optional<Text> fingerprint = fields.requireFilledText("fingerprint");
    Optional<KeyType> type =
        fields
            .require("type")
            .flatMap(n -> Values.oneOf(n, "`type`", TYPES, sink))
            .map(t -> KeyType.valueOf(t.value().toUpperCase(Locale.ROOT)));
    Optional<Instant> from = instant(fields, "from");
    Optional<Instant> until = instant(fields, "until");
    Optional<Revocation> revoked =
        fields
            .find("revoked")
            .flatMap(n -> Fields.of(n, "`revoked`", sink))
            .flatMap(this::revocation);
    fields.end();
    return fingerprint.flatMap(f -> type.map(t -> new SigningKey(f, t, from, until, revoked)));
  }

  private Optional<Revocation> revocation(Fields fields) {
    Optional<Instant> at = fields.require("at").flatMap(n -> Values.instant(n, "`at`", sink));
    Optional<Text> reason = fields.requireFilledText("reason");
    fields.end();
    return at.flatMap(a -> reason.map(r -> new Revocation(a, r)));
  }

  private Optional<Quorum> quorum(Fields fields) {
    List<Text> paths = new ArrayList<>();
    for (Node item : filled(fields, "paths")) {
      Values.filledText(item, "an entry of `paths`", sink).ifPresent(paths::add);
    }
    Optional<Long> reviewers =
        fields
            .require("reviewers")
            .flatMap(n -> Values.integer(n, "`reviewers`", 1, LARGEST_QUORUM, sink));
    fields.end();
    return reviewers.map(r -> new Quorum(paths, r.intValue()));
  }

  private Optional<BundleKey> bundleKey(Fields fields) {
    Optional<Text> spki = fields.requireFilledText("spkiSha256");
    Optional<Text> file = fields.text("file");
    Optional<Instant> from = instant(fields, "from");
    Optional<Instant> until = instant(fields, "until");
    fields.end();
    return spki.map(s -> new BundleKey(s, file, from, until));
  }

  private Optional<Instant> instant(Fields fields, String key) {
    return fields.find(key).flatMap(n -> Values.instant(n, "`" + key + "`", sink));
  }
}
