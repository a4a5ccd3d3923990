package dev.policyctl.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The classes of the program as the Java machine wants them: each run then starts twice as fast.
 */
final class ClassArchive {
  static final Path FILE = make();

  private ClassArchive() {}

  /** Made anew in each run of the tests, since it is good for one jar and one Java machine. */
  private static Path make() {
    try {
      Path file = Files.createTempDirectory("policyctl-classes").resolve("policyctl.jsa");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:ArchiveClassesAtExit=" + file,
                  "-jar",
                  Place.JAR.toString(),
                  "test",
                  Place.EXAMPLES.resolve("acme").toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.waitFor();
      file.toFile().deleteOnExit();
      file.getParent().toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
