package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.HashMap;
import java.util.Map;

/**
 * Refuses registries under which a name would mean less, or something else, than is written: a role
 * that inherits from none that exists would lose the denies of that role.
 */
final class RegistryDefects {

  private RegistryDefects() {}

  static void reject(Registries registries) {
    registries.all().forEach(RegistryDefects::rejectAliases);
    registries.find(RegistryKind.ROLES).ifPresent(RegistryDefects::rejectInheritance);
  }

  private static void rejectAliases(Registry registry) {
    Map<String, Text> first = new HashMap<>();
    for (RegistryEntry entry : registry.entries().values()) {
      for (Text alias : entry.aliases()) {
        if (registry.entries().containsKey(alias.value())
            || first.putIfAbsent(alias.value(), alias) != null) {
          throw new InvalidPolicyException(alias.span(), "the alias `" + alias + "` is ambiguous");
        }
      }
    }
  }

  private static void rejectInheritance(Registry roles) {
    for (RegistryEntry role : roles.entries().values()) {
      for (Text parent : role.inherits()) {
        if (!roles.entries().containsKey(parent.value())) {
          throw new InvalidPolicyException(parent.span(), "unknown role `" + parent + "`");
        }
        if (roles.withInherited(parent.value()).contains(role.id().value())) {
          throw new InvalidPolicyException(
              parent.span(), "role `" + role.id() + "` inherits from itself");
        }
      }
    }
  }
}
