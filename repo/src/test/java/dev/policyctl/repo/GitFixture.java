package dev.policyctl.repo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A git repository that the real {@code git} makes for one test. */
final class GitFixture {
  private final Path root;
  private String date = "2026-01-01T00:00:00Z";

  private GitFixture(Path root) {
    this.root = root;
  }

  /** An empty repository with a branch {@code main}. */
  static GitFixture init(Path root, String... options) {
    GitFixture fixture = new GitFixture(root);
    List<String> arguments = new ArrayList<>(List.of("init", "--quiet", "--initial-branch=main"));
    arguments.addAll(List.of(options));
    fixture.git(arguments.toArray(String[]::new));
    return fixture;
  }

  /** A clone that has the last commit alone. */
  GitFixture shallowClone(Path to) {
    git("clone", "--quiet", "--depth=1", root.toUri().toString(), to.toString());
    return new GitFixture(to);
  }

  /** A clone of everything. */
  GitFixture fullClone(Path to) {
    git("clone", "--quiet", root.toUri().toString(), to.toString());
    return new GitFixture(to);
  }

  /** Another work tree of the same repository. */
  GitFixture linked(Path to, String branch) {
    git("worktree", "add", "--quiet", "-b", branch, to.toString());
    return new GitFixture(to);
  }

  /** The time of further commits. */
  GitFixture date(String instant) {
    date = instant;
    return this;
  }

  /** Runs a command line that a hint gave. */
  void run(String commandLine) {
    try {
      Process process = builder(List.of("sh", "-c", commandLine)).redirectErrorStream(true).start();
      process.getOutputStream().close();
      finish(process, commandLine);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  GitFixture write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Commits everything; the commit's id. */
  String commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message", message);
    return git("rev-parse", "HEAD");
  }

  /** Runs git; its output, stripped. */
  String git(String... arguments) {
    return gitWith("", arguments);
  }

  /** Runs git with an input; its output, stripped. */
  String gitWith(String input, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    try {
      Process process = builder(command).redirectErrorStream(true).start();
      try (var in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      return finish(process, command.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    scrub(builder.environment());
    return builder;
  }

  private static String finish(Process process, String command) throws IOException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
    return output.strip();
  }

  private void scrub(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", root.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_AUTHOR_NAME", "Ada");
    environment.put("GIT_AUTHOR_EMAIL", "ada@acme.example");
    environment.put("GIT_AUTHOR_DATE", date);
    environment.put("GIT_COMMITTER_NAME", "Ada");
    environment.put("GIT_COMMITTER_EMAIL", "ada@acme.example");
    environment.put("GIT_COMMITTER_DATE", date);
  }
}
