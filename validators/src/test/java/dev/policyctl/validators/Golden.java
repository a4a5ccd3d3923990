package dev.policyctl.validators;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Committed files that tests compare with what they generate. With {@code
 * -Dpolicyctl.regenerate=true} they are rewritten instead; whoever does so reads each difference.
 */
final class Golden {
  private static final boolean REGENERATE = Boolean.getBoolean("policyctl.regenerate");

  private Golden() {}

  /** The committed text; the empty string where the file is not there. */
  static String expected(Path file, String actual) {
    try {
      if (REGENERATE) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
      }
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
