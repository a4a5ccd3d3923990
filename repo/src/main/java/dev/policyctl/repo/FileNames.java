package dev.policyctl.repo;

import java.util.List;
import java.util.Optional;

/** The names that files of a policy repository have. */
public final class FileNames {
  public static final String WAIVERS = ".policyctl-waivers.yaml";
  static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private FileNames() {}

  /** The name without an extension of YAML or JSON; nothing where it has none. */
  static Optional<String> stem(String name) {
    for (String extension : EXTENSIONS) {
      if (name.endsWith(extension) && name.length() > extension.length()) {
        return Optional.of(name.substring(0, name.length() - extension.length()));
      }
    }
    return Optional.empty();
  }

  /** The folder that a path is in, without a slash at its end; empty at the root. */
  static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }
}
