package dev.policyctl.cli.option;

import dev.policyctl.repo.ComparisonTarget;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is compared with what: the two arguments, and the option that says where. */
public final class ComparisonOptions {

  @Mixin private RepositoryOptions options = new RepositoryOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      description =
          "A git revision, or a folder that holds a policy repository (write ./NAME for a folder"
              + " that is named like a revision). Default: where HEAD left the target branch, which"
              + " is that of the pull or merge request in GitHub Actions and GitLab CI; else"
              + " `targetBranch` of the configuration, the remote's default, main or master.")
  private @Nullable String base;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HEAD",
      description =
          "As BASE. Default: the work tree; in GitHub Actions and GitLab CI the head of the"
              + " proposal, or the forge's merge of it with its target.")
  private @Nullable String head;

  /** The folder from which the policy repository is searched upwards. */
  public Path start() {
    return options.start();
  }

  /**
   * What to compare; nothing is opened yet.
   *
   * @param environment the process's environment variables
   */
  public ComparisonTarget target(Map<String, String> environment) {
    return new ComparisonTarget(
        start(), Optional.ofNullable(base), Optional.ofNullable(head), environment);
  }
}
