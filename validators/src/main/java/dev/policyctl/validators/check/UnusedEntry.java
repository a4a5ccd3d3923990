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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
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
      Set<String> names = withRelatives(registry, used.getOrDefault(registry.kind(), Set.of()));
      for (RegistryEntry entry : registry.entries().values()) {
        if (!names.contains(entry.id().value())) {
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

  /** What is used, and what inherits from it or is inherited by it; each edge is walked once. */
  private static Set<String> withRelatives(Registry registry, Set<String> names) {
    Map<String, Set<String>> parents = new HashMap<>();
    Map<String, Set<String>> children = new HashMap<>();
    for (RegistryEntry entry : registry.entries().values()) {
      String id = entry.id().value();
      for (Text parent : entry.inherits()) {
        parents.computeIfAbsent(id, k -> new HashSet<>()).add(parent.value());
        children.computeIfAbsent(parent.value(), k -> new HashSet<>()).add(id);
      }
    }
    Set<String> related = reachable(names, parents);
    related.addAll(reachable(names, children));
    return related;
  }

  private static Set<String> reachable(Set<String> names, Map<String, Set<String>> edges) {
    Set<String> seen = new HashSet<>(names);
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      for (String next : edges.getOrDefault(open.pop(), Set.of())) {
        if (seen.add(next)) {
          open.push(next);
        }
      }
    }
    return seen;
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
