package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A role that inherits from itself, directly or through others. Each cycle is reported once. */
final class InheritanceCycle implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.INHERITANCE_CYCLE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject
        .registries()
        .find(RegistryKind.ROLES)
        .ifPresent(
            roles -> {
              Set<String> done = new HashSet<>();
              roles.entries().keySet().forEach(role -> search(roles, role, done, sink));
            });
  }

  /** Walks the edges that lead to a role not seen yet, each once: a shortest cycle through it. */
  private static void search(Registry roles, String start, Set<String> done, FindingSink sink) {
    if (done.contains(start)) {
      return;
    }
    Map<String, String> cameFrom = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      String role = open.poll();
      RegistryEntry entry = roles.entries().get(role);
      for (Text parent : entry == null ? List.<Text>of() : entry.inherits()) {
        if (parent.value().equals(start)) {
          report(cycle(start, role, cameFrom), parent, done, sink);
          return;
        }
        if (cameFrom.putIfAbsent(parent.value(), role) == null) {
          open.add(parent.value());
        }
      }
    }
  }

  private static List<String> cycle(String start, String last, Map<String, String> cameFrom) {
    List<String> path = new ArrayList<>();
    for (String at = last; !at.equals(start); at = cameFrom.getOrDefault(at, start)) {
      path.add(at);
    }
    path.add(start);
    Collections.reverse(path);
    return path;
  }

  private static void report(List<String> cycle, Text closing, Set<String> done, FindingSink sink) {
    done.addAll(cycle);
    sink.report(
        Finding.of(
                FindingCode.INHERITANCE_CYCLE,
                closing.span(),
                "role `"
                    + cycle.get(0)
                    + "` inherits from itself: "
                    + String.join(" → ", cycle)
                    + " → "
                    + cycle.get(0))
            .subject("cycle:" + String.join(",", cycle.stream().sorted().toList()))
            .help("take the next role out of `inherits` at one of them"));
  }
}
