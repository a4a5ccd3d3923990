package dev.policyctl.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which commits are proposed. */
public final class RangeOptions {

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "The tip of the target branch, a git revision: its trust, configuration, waivers and"
              + " releases judge. Default: that of the pull or merge request, push or merge group"
              + " in GitHub Actions and GitLab CI; with --head the target branch.")
  private @Nullable String base;

  @Option(
      names = "--head",
      paramLabel = "REV",
      description =
          "The last commit that is proposed: its files are read, and every commit that it has and"
              + " the base has not is judged. Default: that of the event in CI; with --base HEAD.")
  private @Nullable String head;

  /** The base, where the user names it. */
  public Optional<String> base() {
    return Optional.ofNullable(base);
  }

  /** The head, where the user names it. */
  public Optional<String> head() {
    return Optional.ofNullable(head);
  }
}
