package dev.policyctl.cli.option;

import dev.policyctl.repo.RunSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A command that reads a policy repository, and so has defaults in its configuration. */
public interface RepositoryCommand {

  /** The folder from which the policy repository is searched upwards. */
  Path start();

  /**
   * Opens what the command reads, and what judges that. In a CI job it is a commit, and the tip of
   * its target judges; else the work tree.
   *
   * @param environment the process's environment variables
   * @throws dev.policyctl.model.OperationalException where it is not there
   */
  default RunSource open(Map<String, String> environment) {
    return RunSource.open(start(), Optional.empty(), Optional.empty(), environment);
  }
}
