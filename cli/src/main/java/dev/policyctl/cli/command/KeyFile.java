package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The file of a key that a user names. */
final class KeyFile {
  private static final int MOST_BYTES = 1 << 20;

  private KeyFile() {}

  /**
   * Its bytes; those of standard input for {@code -}.
   *
   * @throws OperationalException where it cannot be read, or is larger than any key
   */
  static byte[] read(String name) {
    try (InputStream in = name.equals("-") ? System.in : Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new OperationalException(
            OperationalException.Kind.USAGE,
            "`" + name + "` has more than 1 MiB",
            "a file of one public key is smaller");
      }
      return bytes;
    } catch (IOException | InvalidPathException e) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "cannot read `" + name + "`: " + e.getClass().getSimpleName(),
          "give the file of a public key, or - for standard input",
          e);
    }
  }
}
