package dev.policyctl.cli.option;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Where the policy repository is: the option, or the command's one argument. */
public final class RepositoryPath {

  @Mixin private RepositoryOptions options = new RepositoryOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "PATH",
      description = "A folder in the policy repository. Default: the current folder.")
  private @Nullable Path path;

  /** The folder to start from; the argument is taken from the option's folder. */
  public Path start() {
    return path == null ? options.start() : options.start().resolve(path);
  }
}
