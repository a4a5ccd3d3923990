package dev.policyctl.cli.option;

import java.nio.file.Path;

/** A command that reads a policy repository, and so has defaults in its configuration. */
public interface RepositoryCommand {

  /** The folder from which the policy repository is searched upwards. */
  Path start();
}
