package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One run of the program in the making, and what is expected of it: exit code 0 and silence on both
 * streams, unless the case says otherwise. No run may show a stack trace or end with 70.
 *
 * <p>The process inherits nothing: its environment holds a home folder of its own and what the case
 * adds.
 */
final class Program {
  private static final long MOST_SECONDS = 120;
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-XX:SharedArchiveFile=" + ClassArchive.FILE,
          "-Xmx512m");

  private final Map<String, String> environment = new TreeMap<>();
  private final List<String> javaFlags = new ArrayList<>(FLAGS);
  private final List<Consumer<String>> outChecks = new ArrayList<>();
  private final List<Consumer<String>> errChecks = new ArrayList<>();
  private Path folder = Path.of("").toAbsolutePath();
  private byte[] input = {};
  private int exit;

  private Program() {}

  /** A run that is expected to end with this exit code. */
  static Program exits(int code) {
    Program program = new Program();
    program.exit = code;
    return program;
  }

  /** Runs in this folder. */
  Program in(Path value) {
    folder = value;
    return this;
  }

  /** With this variable in its environment. */
  Program env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** With this flag of the Java machine. */
  Program java(String flag) {
    javaFlags.add(flag);
    return this;
  }

  /** With this on standard input. */
  Program input(String text) {
    return input(text.getBytes(StandardCharsets.UTF_8));
  }

  /** With these bytes on standard input. */
  Program input(byte[] bytes) {
    input = bytes.clone();
    return this;
  }

  /** Expects exactly this on standard output. */
  Program prints(String text) {
    outChecks.add(out -> assertThat(out).isEqualTo(text));
    return this;
  }

  /** Expects all of this somewhere on standard output. */
  Program says(String... parts) {
    outChecks.add(out -> assertThat(out).contains(parts));
    return this;
  }

  /** Accepts whatever is on standard output; the case looks at it itself. */
  Program talks() {
    outChecks.add(out -> assertThat(out).isNotEmpty());
    return this;
  }

  /** Expects none of this on standard output. */
  Program keepsQuietAbout(String... parts) {
    outChecks.add(out -> assertThat(out).doesNotContain(parts));
    return this;
  }

  /** Expects exactly these lines on standard error. */
  Program complains(String... lines) {
    errChecks.add(err -> assertThat(err.lines()).containsExactly(lines));
    return this;
  }

  /** Expects all of this somewhere on standard error. */
  Program complainsOf(String... parts) {
    errChecks.add(err -> assertThat(err).contains(parts));
    return this;
  }

  /** Runs the packaged program with these arguments, and checks. */
  Result run(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaFlags);
    command.addAll(List.of("-jar", Place.JAR.toString()));
    return run(command, arguments);
  }

  /** Runs the launcher with these arguments, and checks. */
  Result launch(Object... arguments) {
    env("POLICYCTL_BUILD", "never");
    env("JAVA_HOME", System.getProperty("java.home"));
    return run(List.of(Place.LAUNCHER.toString()), arguments);
  }

  /** Runs a line of the shell, in which {@code "$@"} is the program with its flags; and checks. */
  Result shell(String line) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", line, "policyctl"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaFlags);
    command.addAll(List.of("-jar", Place.JAR.toString()));
    return run(command);
  }

  private Result run(List<String> command, Object... arguments) {
    List<String> whole = new ArrayList<>(command);
    for (Object argument : arguments) {
      whole.add(argument.toString());
    }
    Result result = await(start(whole));
    check(whole, result);
    return result;
  }

  /** Starts the packaged program and leaves it running; what it prints goes into two files. */
  Process begin(Path out, Path err, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaFlags);
    command.addAll(List.of("-jar", Place.JAR.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return begin(command, out, err);
  }

  private record Started(Process process, Path home, Path out, Path err) {}

  private Started start(List<String> command) {
    try {
      Path home = Files.createTempDirectory("policyctl-acceptance");
      Path out = home.resolve("stdout");
      Path err = home.resolve("stderr");
      return new Started(begin(command, out, err), home, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process begin(List<String> command, Path out, Path err) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      Map<String, String> variables = builder.environment();
      String path = variables.getOrDefault("PATH", "/usr/bin:/bin");
      variables.clear();
      variables.put("PATH", path);
      variables.put("HOME", out.toAbsolutePath().getParent().toString());
      variables.put("LC_ALL", "C.UTF-8");
      variables.putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      feed(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void feed(Process process) {
    Thread feeder =
        new Thread(
            () -> {
              try (var stdin = process.getOutputStream()) {
                stdin.write(input);
              } catch (IOException e) {
                // The program need not read its input to the end; its exit code tells.
              }
            });
    feeder.setDaemon(true);
    feeder.start();
  }

  private static Result await(Started started) {
    try {
      if (!started.process().waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        started.process().destroyForcibly().waitFor();
        throw new AssertionError("it hangs: no end after " + MOST_SECONDS + " seconds");
      }
      Result result =
          new Result(
              started.process().exitValue(),
              Files.readString(started.out()),
              Files.readString(started.err()));
      Files.delete(started.out());
      Files.delete(started.err());
      Files.delete(started.home());
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void check(List<String> command, Result result) {
    try {
      assertThat(result.exit()).as("exit code").isEqualTo(exit);
      assertThat(result.err()).as("stack trace").doesNotContain("\tat ", "Exception in thread");
      if (outChecks.isEmpty()) {
        assertThat(result.out()).as("standard output").isEmpty();
      }
      if (errChecks.isEmpty()) {
        assertThat(result.err()).as("standard error").isEmpty();
      }
      outChecks.forEach(check -> check.accept(result.out()));
      errChecks.forEach(check -> check.accept(result.err()));
    } catch (AssertionError e) {
      String last =
          String.join(" ", command.subList(Math.max(0, command.size() - 8), command.size()));
      throw new AssertionError(e.getMessage() + "\nof: … " + last + "\n" + clipped(result), e);
    }
  }

  private static String clipped(Result result) {
    String text = result.toString();
    return text.length() > 6_000 ? text.substring(0, 6_000) + "…" : text;
  }
}
