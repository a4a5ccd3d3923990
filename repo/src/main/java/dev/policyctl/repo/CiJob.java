package dev.policyctl.repo;

import dev.policyctl.repo.CiEvent.ChangeRequest;
import dev.policyctl.repo.CiEvent.MergeGroup;
import dev.policyctl.repo.CiEvent.Other;
import dev.policyctl.repo.CiEvent.Push;
import dev.policyctl.repo.CiEvent.Unknown;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The CI job that checked a git repository out: of GitHub Actions or GitLab CI.
 *
 * @param event what made it run
 */
public record CiJob(CiEvent event) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
  private static final String NONE = "0".repeat(40);
  private static final String HEAD_SHA = "pull_request.head.sha";
  private static final String BASE_REF = "pull_request.base.ref";
  private static final String GROUP_BASE = "merge_group.base_sha";
  private static final String GROUP_HEAD = "merge_group.head_sha";
  private static final String DEFAULT_BRANCH = "repository.default_branch";
  private static final String HEADS = "refs/heads/";
  private static final Set<String> WANTED =
      Set.of(HEAD_SHA, BASE_REF, GROUP_BASE, GROUP_HEAD, DEFAULT_BRANCH, "before", "after", "ref");

  /**
   * The job that checked out the git repository around a folder. Variables say nothing about any
   * other repository on the same machine.
   *
   * @param environment the process's environment variables
   */
  public static Optional<CiJob> detect(Path folder, Map<String, String> environment) {
    Optional<Path> root = PolicyRoot.gitRoot(folder);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (is(root.get(), environment, "GITHUB_ACTIONS", "GITHUB_WORKSPACE")) {
      return Optional.of(new CiJob(github(environment)));
    }
    return is(root.get(), environment, "GITLAB_CI", "CI_PROJECT_DIR")
        ? Optional.of(new CiJob(gitlab(environment)))
        : Optional.empty();
  }

  /** What a pull or merge request is made for, without its remote; nothing in other jobs. */
  public Optional<String> targetBranch() {
    return event.targetBranch();
  }

  private static boolean is(
      Path root, Map<String, String> environment, String marker, String folder) {
    return "true".equals(environment.get(marker))
        && isFolder(root, environment.getOrDefault(folder, ""));
  }

  private static boolean isFolder(Path root, String folder) {
    try {
      return !folder.isEmpty() && root.toRealPath().equals(Path.of(folder).toRealPath());
    } catch (IOException | InvalidPathException e) {
      return false;
    }
  }

  private static Optional<String> variable(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
  }

  /** By the event file: the variables know the merge that GitHub made, and not the proposal. */
  private static CiEvent github(Map<String, String> environment) {
    Optional<String> file = variable(environment, "GITHUB_EVENT_PATH");
    Optional<String> name = variable(environment, "GITHUB_EVENT_NAME");
    if (name.isEmpty() && file.isEmpty() && variable(environment, "GITHUB_BASE_REF").isEmpty()) {
      return new Other();
    }
    if (file.isEmpty()) {
      return new Unknown("GITHUB_EVENT_PATH is not set");
    }
    try {
      return github(EventFile.read(file.get(), WANTED), name.orElse(""), environment);
    } catch (IOException e) {
      return new Unknown("the event in GITHUB_EVENT_PATH cannot be read: " + e.getMessage());
    }
  }

  private static CiEvent github(EventFile event, String name, Map<String, String> environment) {
    if (event.get(HEAD_SHA).isPresent() && event.get(BASE_REF).isPresent()) {
      return checked(
          new ChangeRequest(
              event.get(BASE_REF).get(),
              event.get(HEAD_SHA).get(),
              variable(environment, "GITHUB_SHA")),
          event.get(HEAD_SHA).get());
    }
    if (event.get(GROUP_BASE).isPresent() && event.get(GROUP_HEAD).isPresent()) {
      return checked(
          new MergeGroup(event.get(GROUP_BASE).get(), event.get(GROUP_HEAD).get()),
          event.get(GROUP_BASE).get(),
          event.get(GROUP_HEAD).get());
    }
    if (name.equals("push")) {
      return push(
          event
              .get("ref")
              .filter(ref -> ref.startsWith(HEADS))
              .map(ref -> ref.substring(HEADS.length())),
          event.get("before"),
          event.get("after"),
          event.get(DEFAULT_BRANCH));
    }
    boolean proposal = name.startsWith("pull_request") || name.equals("merge_group");
    return proposal ? new Unknown("the event in GITHUB_EVENT_PATH names no commits") : new Other();
  }

  private static CiEvent gitlab(Map<String, String> environment) {
    Optional<String> target = variable(environment, "CI_MERGE_REQUEST_TARGET_BRANCH_NAME");
    Optional<String> commit = variable(environment, "CI_COMMIT_SHA");
    if (target.isPresent()) {
      // Only a pipeline on the merged result has the source's own commit beside the checked out.
      Optional<String> head =
          variable(environment, "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA").or(() -> commit);
      return head.isEmpty()
          ? new Unknown("CI_COMMIT_SHA is not set")
          : checked(new ChangeRequest(target.get(), head.get(), commit), head.get());
    }
    if (variable(environment, "CI_PIPELINE_SOURCE").filter("push"::equals).isPresent()) {
      return push(
          variable(environment, "CI_COMMIT_BRANCH"),
          variable(environment, "CI_COMMIT_BEFORE_SHA"),
          commit,
          variable(environment, "CI_DEFAULT_BRANCH"));
    }
    return new Other();
  }

  private static CiEvent push(
      Optional<String> branch,
      Optional<String> before,
      Optional<String> after,
      Optional<String> defaultBranch) {
    if (before.isEmpty() || after.isEmpty()) {
      return new Unknown("the push names no commits");
    }
    if (after.get().equals(NONE)) {
      return new Other(); // the branch was deleted
    }
    return checked(
        new Push(branch, before.filter(id -> !id.equals(NONE)), after.get(), defaultBranch),
        before.get(),
        after.get());
  }

  private static CiEvent checked(CiEvent event, String... ids) {
    for (String id : ids) {
      if (!ID.matcher(id).matches()) {
        return new Unknown("the event names `" + id + "`, which is no id of a commit");
      }
    }
    return event;
  }
}
