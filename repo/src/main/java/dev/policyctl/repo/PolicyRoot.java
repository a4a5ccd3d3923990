package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the policy repository around a folder. */
public final class PolicyRoot {
  /** The configuration's file name, which marks a policy root. */
  public static final String CONFIGURATION = ".policyctl.yaml";

  private PolicyRoot() {}

  /**
   * The nearest folder at or above {@code start}, not beyond the git root, that holds {@code
   * .policyctl.yaml}; else the nearest that holds {@code registries/}.
   *
   * @throws OperationalException where there is none
   */
  public static Path find(Path start) {
    Path from = start.toAbsolutePath().normalize();
    if (!Files.isDirectory(from)) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          Files.exists(from) ? "`" + start + "` is not a folder" : "no folder `" + start + "`",
          "give the folder of a policy repository");
    }
    return nearest(from, folder -> Files.isRegularFile(folder.resolve(CONFIGURATION)))
        .or(() -> nearest(from, folder -> Files.isDirectory(folder.resolve("registries"))))
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "no policy repository at or above `" + start + "`",
                    "it has a .policyctl.yaml or a registries/ folder; `policyctl init` makes one"));
  }

  /** Whether a folder is a policy root itself. */
  static boolean isRoot(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIGURATION))
        || Files.isDirectory(folder.resolve("registries"));
  }

  /** The root of the git work tree around a folder, if there is one. */
  public static Optional<Path> gitRoot(Path folder) {
    for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> nearest(Path from, Predicate<Path> marked) {
    for (Path at = from; at != null; at = at.getParent()) {
      if (marked.test(at)) {
        return Optional.of(at);
      }
      if (Files.exists(at.resolve(".git"))) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
