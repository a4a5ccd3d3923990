package dev.policyctl.repo;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The CI job that checked a git repository out: of GitHub Actions or GitLab CI.
 *
 * @param targetBranch what a pull or merge request is made for, without its remote; nothing in
 *     other jobs
 */
public record CiJob(Optional<String> targetBranch) {

  /**
   * The job that checked out the git repository around a folder. Variables say nothing about any
   * other repository on the same machine.
   *
   * @param environment the process's environment variables
   */
  public static Optional<CiJob> detect(Path folder, Map<String, String> environment) {
    return PolicyRoot.gitRoot(folder)
        .flatMap(
            root ->
                job(root, environment, "GITHUB_ACTIONS", "GITHUB_WORKSPACE", "GITHUB_BASE_REF")
                    .or(
                        () ->
                            job(
                                root,
                                environment,
                                "GITLAB_CI",
                                "CI_PROJECT_DIR",
                                "CI_MERGE_REQUEST_TARGET_BRANCH_NAME")));
  }

  private static Optional<CiJob> job(
      Path root, Map<String, String> environment, String marker, String folder, String target) {
    boolean here =
        "true".equals(environment.get(marker))
            && isFolder(root, environment.getOrDefault(folder, ""));
    return here
        ? Optional.of(
            new CiJob(Optional.ofNullable(environment.get(target)).filter(b -> !b.isEmpty())))
        : Optional.empty();
  }

  private static boolean isFolder(Path root, String folder) {
    try {
      return !folder.isEmpty() && root.toRealPath().equals(Path.of(folder).toRealPath());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }
}
