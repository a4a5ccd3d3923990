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
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
    builder.redirectErrorStream(true);
    scrub(builder.environment());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed: " + output);
      }
      return output.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
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
    environment.put("GIT_AUTHOR_DATE", "2026-01-01T00:00:00Z");
    environment.put("GIT_COMMITTER_NAME", "Ada");
    environment.put("GIT_COMMITTER_EMAIL", "ada@acme.example");
    environment.put("GIT_COMMITTER_DATE", "2026-01-01T00:00:00Z");
  }
}
