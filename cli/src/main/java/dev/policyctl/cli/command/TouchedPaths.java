package dev.policyctl.cli.command;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.FileNames;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.PolicyPaths;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The paths that a change touches in the policy repository, and what they belong to. */
final class TouchedPaths {
  private static final String POLICIES = "policies/";
  private static final String REGISTRIES = "registries/";
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private final Set<String> paths = new HashSet<>();
  private final NavigableSet<Bundle> bundles = new TreeSet<>();
  private final NavigableSet<String> areas = new TreeSet<>();

  /**
   * @param inRepository paths in the git repository
   * @param prefix the policy root's path there, empty for its root
   */
  TouchedPaths(List<String> inRepository, String prefix) {
    new PolicyPaths(prefix).of(inRepository).forEach(this::add);
  }

  private void add(String path) {
    paths.add(path);
    Optional<Bundle> bundle = owner(path);
    if (bundle.isPresent()) {
      bundles.add(bundle.get());
    } else {
      areas.add(area(path));
    }
  }

  private static Optional<Bundle> owner(String path) {
    String[] segments = path.split("/", 4);
    return segments.length == 4 && path.startsWith(POLICIES)
        ? Optional.of(new Bundle(segments[1], segments[2]))
        : Optional.empty();
  }

  private static String area(String path) {
    if (path.startsWith(REGISTRIES)) {
      return "registries";
    }
    if (path.startsWith(KeyMaterial.FOLDER + "/")) {
      return "trust";
    }
    return switch (path) {
      case PolicyRoot.CONFIGURATION -> "configuration";
      case FileNames.WAIVERS -> "waivers";
      default -> "other";
    };
  }

  /** The policies in whose folders something is touched. */
  NavigableSet<Bundle> bundles() {
    return bundles;
  }

  /** What else is touched. */
  NavigableSet<String> areas() {
    return areas;
  }

  boolean registries() {
    return areas.contains("registries");
  }

  /** Whether decisions may depend on any of it: rule files may be anywhere. */
  boolean mayMatter() {
    return mayMatterToAll() || paths.stream().anyMatch(path -> path.startsWith(POLICIES));
  }

  /** Likewise, on what is in no policy's folder. */
  boolean mayMatterToAll() {
    return paths.stream()
        .filter(path -> owner(path).isEmpty())
        .anyMatch(
            path ->
                path.startsWith(REGISTRIES)
                    || (area(path).equals("other")
                        && EXTENSIONS.stream().anyMatch(path::endsWith)));
  }

  boolean any(Set<String> of) {
    return of.stream().anyMatch(paths::contains);
  }
}
