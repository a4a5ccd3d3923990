package dev.policyctl.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the policy repository is. */
public final class RepositoryOptions {

  @Option(
      names = {"-C", "--directory"},
      paramLabel = "PATH",
      description = "A folder in the policy repository. Default: the current folder.")
  private @Nullable Path directory;

  /** The folder to start from. */
  public Path start() {
    return directory == null ? Path.of("") : directory;
  }
}
