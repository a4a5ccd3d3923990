package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.LoadedBundle;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A registry entry that nothing names: no rule, limit, obligation or test of any environment and
 * tenant.
 *
 * <p>A glob names what it hits, but {@code *} and an omitted selector name nothing in particular. A
 * role is used with the roles that it inherits from and that inherit from it. Where a file could
 * not be read nothing is concluded.
 */
final class UnusedEntry implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.UNUSED_ENTRY);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    if (!subject.repository().policiesIntact() || subject.repository().bundles().isEmpty()) {
      return;
    }
    Map<RegistryKind, Set<String>> used = new EnumMap<>(RegistryKind.class);
    for (RegistryKind kind : RegistryKind.values()) {
      used.put(kind, new HashSet<>());
    }
    byRules(subject, used);
    byTests(subject, used);
    for (Registry registry : subject.registries().all()) {
      if (subject.repository().brokenRegistries().contains(registry.kind())) {
        continue;
      }
      Set<String> names = used.getOrDefault(registry.kind(), Set.of());
      for (RegistryEntry entry : registry.entries().values()) {
        if (!names.contains(entry.id().value()) && !byInheritance(registry, entry, names)) {
          report(registry, entry, sink);
        }
      }
    }
  }

  private static void byRules(Subject subject, Map<RegistryKind, Set<String>> used) {
    subject.eachMatching(
        matching ->
            matching
                .match()
                .selectors()
                .forEach(
                    (dimension, selector) ->
                        selector
                            .values()
                            .forEach(value -> byEntry(subject, dimension, value, used))));
    subject.eachPolicy(
        (bundle, policy) ->
            policy.rules().stream()
                .flatMap(rule -> rule.obligations().stream())
                .forEach(o -> byName(subject, o.argument().value(), used)));
  }

  private static void byEntry(
      Subject subject, Dimension dimension, Text value, Map<RegistryKind, Set<String>> used) {
    boolean everything = Glob.isGlob(value.value()) && Glob.of(value.value()).matchesEverything();
    if (!everything) {
      used.getOrDefault(dimension.kind(), new HashSet<>())
          .addAll(subject.names().resolve(dimension, value.value()));
    }
  }

  /** A name in an obligation or a test may be of any kind. */
  private static void byName(Subject subject, String name, Map<RegistryKind, Set<String>> used) {
    for (Registry registry : subject.registries().all()) {
      registry
          .resolve(name)
          .ifPresent(id -> used.getOrDefault(registry.kind(), new HashSet<>()).add(id));
    }
  }

  private static void byTests(Subject subject, Map<RegistryKind, Set<String>> used) {
    for (LoadedBundle bundle : subject.repository().bundles()) {
      for (ParsedFile file : bundle.tests()) {
        file.root().ifPresent(root -> byNode(subject, root, used));
      }
    }
  }

  private static void byNode(Subject subject, Node node, Map<RegistryKind, Set<String>> used) {
    if (node instanceof ScalarNode scalar) {
      byName(subject, scalar.text(), used);
    } else if (node instanceof ListNode list) {
      list.items().forEach(item -> byNode(subject, item, used));
    } else if (node instanceof MapNode map) {
      map.entries().forEach(entry -> byNode(subject, entry.value(), used));
    }
  }

  private static boolean byInheritance(Registry registry, RegistryEntry entry, Set<String> names) {
    String id = entry.id().value();
    return registry.kind() == RegistryKind.ROLES
        && (registry.withInherited(id).stream().anyMatch(names::contains)
            || names.stream().anyMatch(name -> registry.withInherited(name).contains(id)));
  }

  private static void report(Registry registry, RegistryEntry entry, FindingSink sink) {
    sink.report(
        Finding.of(
                FindingCode.UNUSED_ENTRY,
                entry.id().span(),
                "no rule, limit or test names the "
                    + registry.kind().noun()
                    + " `"
                    + entry.id()
                    + "`")
            .subject(registry.kind().key() + ":" + entry.id())
            .help("delete it, or write the rule that it is for"));
  }
}
