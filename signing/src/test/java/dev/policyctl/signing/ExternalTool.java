package dev.policyctl.signing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a test holds us against. Where it is missing the test is skipped and says so; with
 * {@code -Dpolicyctl.requireTools=true}, or {@code POLICYCTL_REQUIRE_TOOLS=true} in the
 * environment, it fails instead. It runs in an environment of its own.
 */
public final class ExternalTool {
  private static final long SECONDS = 120;

  private final Path program;

  private ExternalTool(Path program) {
    this.program = program;
  }

  /** Finds a program, or ends the test. */
  public static ExternalTool require(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder, name);
      if (Files.isExecutable(program)) {
        return new ExternalTool(program);
      }
    }
    String message = "`" + name + "` is not installed: what this test holds is not shown";
    if (Boolean.getBoolean("policyctl.requireTools")
        || Boolean.parseBoolean(System.getenv("POLICYCTL_REQUIRE_TOOLS"))) {
      Assertions.fail(message);
    }
    System.err.println("SKIPPED: " + message);
    Assumptions.abort(message);
    throw new IllegalStateException(message);
  }

  /** What a program said. */
  public record Outcome(int exit, String out, String err) {}

  /** Runs it in a folder, which is also its home, and feeds it bytes. */
  public Outcome run(Path folder, byte[] input, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(List.of(arguments));
    try {
      Path in = Files.createTempFile(folder, "in", "");
      Path out = Files.createTempFile(folder, "out", "");
      Path err = Files.createTempFile(folder, "err", "");
      Files.write(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      isolate(builder.environment(), folder);
      Process process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        Assertions.fail("does not end: " + command);
      }
      Outcome outcome = new Outcome(process.exitValue(), read(out), read(err));
      Stream.of(in, out, err).forEach(file -> file.toFile().delete());
      return outcome;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs it and fails unless it succeeds. */
  public String succeed(Path folder, String... arguments) {
    Outcome outcome = run(folder, new byte[0], arguments);
    Assertions.assertEquals(0, outcome.exit(), () -> List.of(arguments) + ": " + outcome);
    return outcome.out();
  }

  private static void isolate(Map<String, String> environment, Path folder) {
    String path = environment.getOrDefault("PATH", "");
    environment.clear();
    environment.put("PATH", path);
    environment.put("HOME", folder.toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
