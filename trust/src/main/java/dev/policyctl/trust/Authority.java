package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.text.Text;
import java.util.List;

/**
 * Which paths a person may change: with the role of an author or a reviewer those of the person's
 * environments and tenants, and what belongs to none of them. Whoever is confined to environments
 * or tenants may not change what holds for all.
 */
final class Authority {
  private static final String POLICIES = "policies/";

  private Authority() {}

  /** Whether a person may change anything. */
  static boolean mayWrite(Person person) {
    return person.roles().contains(Role.AUTHOR) || person.roles().contains(Role.REVIEWER);
  }

  /** The paths that a person may not change, of some in the policy repository. */
  static List<String> beyond(Person person, List<String> paths) {
    return paths.stream().filter(path -> !covers(person, path)).toList();
  }

  /** Whether a path is one of a person's environments and tenants. */
  static boolean covers(Person person, String path) {
    if (person.environments().isEmpty() && person.tenants().isEmpty()) {
      return true;
    }
    if (!path.startsWith(POLICIES)) {
      return false;
    }
    String[] names = path.split("/", 4);
    return names.length == 4
        && names(person.environments(), names[1])
        && names(person.tenants(), names[2]);
  }

  private static boolean names(List<Text> names, String name) {
    return names.isEmpty() || names.stream().anyMatch(text -> text.value().equals(name));
  }
}
