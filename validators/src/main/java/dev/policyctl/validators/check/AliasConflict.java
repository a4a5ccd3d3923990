package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.text.Text;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
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
      Map<String, Use> first = new HashMap<>();
      List<RegistryEntry> inFileOrder =
          registry.entries().values().stream()
              .sorted(Comparator.comparing(entry -> entry.id().span()))
              .toList();
      for (RegistryEntry entry : inFileOrder) {
        for (Text alias : entry.aliases()) {
          RegistryEntry shadowed = registry.entries().get(alias.value());
          Use earlier = first.putIfAbsent(alias.value(), new Use(entry, alias));
          if (shadowed != null) {
            report(registry, entry, alias, shadowed.id(), idOf(registry, entry, shadowed), sink);
          } else if (earlier != null) {
            report(registry, entry, alias, earlier.alias(), aliasOf(entry, earlier.entry()), sink);
          }
        }
      }
    }
  }

  private record Use(RegistryEntry entry, Text alias) {}

  private static String idOf(Registry registry, RegistryEntry entry, RegistryEntry shadowed) {
    return entry == shadowed
        ? "is the entry's own id"
        : "is the id of another " + registry.kind().noun();
  }

  private static String aliasOf(RegistryEntry entry, RegistryEntry earlier) {
    return entry == earlier ? "is listed twice" : "stands for `" + earlier.id() + "` already";
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
            .related(other.span(), "used here")
            .help("rename it, or drop it"));
  }
}
