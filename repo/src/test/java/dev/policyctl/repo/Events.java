package dev.policyctl.repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The variables of CI jobs, with the event files that GitHub leaves for them. */
final class Events {
  static final String ZEROS = "0".repeat(40);

  private Events() {}

  /** A pull request; whatever is checked out. */
  static Map<String, String> pullRequest(
      Path folder, GitFixture checkout, String branch, String headId) {
    return github(
        folder,
        checkout,
        "pull_request",
        "{\"action\":\"opened\",\"before\":\"x\",\"labels\":[{\"pull_request\":{\"head\":{\"sha\":\"y\"}}}],"
            + "\"pull_request\":{\"title\":\"{\\\"after\\\":1}\",\"base\":{\"ref\":\""
            + branch
            + "\",\"sha\":\"z\"},\"head\":{\"sha\":\""
            + headId
            + "\",\"repo\":{\"default_branch\":\"q\"}}},\"repository\":{\"default_branch\":\"main\"}}");
  }

  static Map<String, String> push(
      Path folder, GitFixture checkout, String beforeId, String afterId) {
    return push(folder, checkout, "main", beforeId, afterId);
  }

  /** A push to a branch. */
  static Map<String, String> push(
      Path folder, GitFixture checkout, String branch, String beforeId, String afterId) {
    return github(
        folder,
        checkout,
        "push",
        "{\"ref\":\"refs/heads/"
            + branch
            + "\",\"before\":\""
            + beforeId
            + "\",\"after\":\""
            + afterId
            + "\",\"repository\":{\"default_branch\":\"main\"}}");
  }

  static Map<String, String> mergeGroup(
      Path folder, GitFixture checkout, String baseId, String headId) {
    return github(
        folder,
        checkout,
        "merge_group",
        "{\"merge_group\":{\"base_sha\":\"" + baseId + "\",\"head_sha\":\"" + headId + "\"}}");
  }

  /** Any event. */
  static Map<String, String> github(Path folder, GitFixture checkout, String name, String event) {
    try {
      Path file = Files.createTempFile(folder, "event", ".json");
      Files.writeString(file, event);
      return new HashMap<>(
          Map.of(
              "GITHUB_ACTIONS",
              "true",
              "GITHUB_WORKSPACE",
              checkout.root().toString(),
              "GITHUB_EVENT_NAME",
              name,
              "GITHUB_EVENT_PATH",
              file.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A pipeline of GitLab; more variables as names and values in turn. */
  static Map<String, String> gitlab(GitFixture checkout, String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("GITLAB_CI", "true");
    variables.put("CI_PROJECT_DIR", checkout.root().toString());
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return variables;
  }
}
