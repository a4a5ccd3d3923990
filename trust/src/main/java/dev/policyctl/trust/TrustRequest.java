package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.reader.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that is to be added for a person.
 *
 * @param person the id
 * @param type what the key should be; by its content where nobody says
 * @param from as written: a date or an RFC 3339 time
 * @param until the same
 */
public record TrustRequest(
    String person,
    Optional<KeyType> type,
    List<Role> roles,
    List<String> emails,
    List<String> environments,
    List<String> tenants,
    Optional<String> from,
    Optional<String> until) {
  /** Nothing that an allowed_signers line or YAML could take for anything but an address. */
  private static final Pattern EMAIL =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{0,252}");

  public TrustRequest {
    roles = List.copyOf(roles);
    emails = List.copyOf(emails);
    environments = List.copyOf(environments);
    tenants = List.copyOf(tenants);
  }

  static boolean isEmail(String text) {
    return EMAIL.matcher(text).matches();
  }

  /**
   * Refuses names that are no names, and times that are none.
   *
   * @throws dev.policyctl.model.OperationalException with what is wrong
   */
  void check(Instant now) {
    demand(Grammar.ID, "a person", List.of(person));
    demand(Grammar.SEGMENT, "an environment", environments);
    demand(Grammar.SEGMENT, "a tenant", tenants);
    for (String email : emails) {
      if (!isEmail(email)) {
        throw PublicKeyFile.refused(
            "`" + email + "` is not taken for an e-mail address",
            "it is made of ASCII letters, digits and `._%+-`, with one `@`");
      }
    }
    Optional<Instant> start = instant("--from", from);
    Optional<Instant> end = instant("--until", until);
    if (end.isPresent() && !end.get().isAfter(now)) {
      throw PublicKeyFile.refused("--until is over already", "give a time to come");
    }
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      throw PublicKeyFile.refused("--until is not after --from", "swap the two");
    }
  }

  private static void demand(Grammar grammar, String what, List<String> names) {
    for (String name : names) {
      if (!grammar.accepts(name)) {
        throw PublicKeyFile.refused(
            "`" + name + "` cannot be the name of " + what,
            "it is made of " + grammar.description());
      }
    }
  }

  private static Optional<Instant> instant(String option, Optional<String> text) {
    Optional<Instant> instant = text.flatMap(Values::parseInstant);
    if (text.isPresent() && instant.isEmpty()) {
      throw PublicKeyFile.refused(
          "`" + text.get() + "` is not a moment for " + option,
          "write it as 2026-09-01, or 2026-09-01T09:00:00Z");
    }
    return instant;
  }

  /** From when on the key counts: now, unless it says a later time. */
  Instant start(Instant now) {
    return instant("--from", from).filter(start -> start.isAfter(now)).orElse(now);
  }

  /** Whether it says anything of the person but the key. */
  boolean describesPerson() {
    return !(roles.isEmpty() && emails.isEmpty() && environments.isEmpty() && tenants.isEmpty());
  }
}
