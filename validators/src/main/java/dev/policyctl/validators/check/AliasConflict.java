package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.Text;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** An alias that is an id, or that two entries claim: one name must mean one thing. */
final class AliasConflict implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.ALIAS_CONFLICT);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (Registry registry : subject.registries().all()) {
      Map<String, Text> first = new HashMap<>();
      for (RegistryEntry entry : registry.entries().values()) {
        for (Text alias : entry.aliases()) {
          RegistryEntry shadowed = registry.entries().get(alias.value());
          Text earlier = first.putIfAbsent(alias.value(), alias);
          if (shadowed != null) {
            report(registry, entry, alias, shadowed.id(), "is the id of a " + noun(registry), sink);
          } else if (earlier != null) {
            report(registry, entry, alias, earlier, "is an alias already", sink);
          }
        }
      }
    }
  }

  private static String noun(Registry registry) {
    return registry.kind().noun();
  }

  private static void report(
      Registry registry,
      RegistryEntry entry,
      Text alias,
      Text other,
      String what,
      FindingSink sink) {
    sink.report(
        Finding.of(FindingCode.ALIAS_CONFLICT, alias.span(), "the alias `" + alias + "` " + what)
            .subject(registry.kind().key() + ":" + entry.id() + "/alias/" + alias)
            .related(other.span(), "the other use")
            .help("give one of them another name"));
  }
}
