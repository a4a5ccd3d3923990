package dev.policyctl.acceptance;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the parts of the project are, from whichever folder the tests were started. */
final class Place {
  static final Path PROJECT = project();
  static final Path LAUNCHER = PROJECT.resolve("bin/policyctl");
  static final Path JAR = PROJECT.resolve("cli/target/policyctl.jar");
  static final Path EXAMPLES = PROJECT.resolve("examples");
  static final Path SCHEMAS = PROJECT.resolve("schema");

  private Place() {}

  private static Path project() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("bin/policyctl"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new IllegalStateException("these tests run in a checkout of policyctl");
    }
    return at;
  }
}
