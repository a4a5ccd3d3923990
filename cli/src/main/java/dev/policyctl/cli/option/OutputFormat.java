package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format, and the file that it is written to; standard output where there is none. */
public record OutputFormat(Kind kind, Optional<Path> file) {

  /** The formats. */
  public enum Kind {
    PRETTY,
    COMPACT,
    JSON,
    MARKDOWN;

    /** The word on the command line. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code FORMAT[=FILE]}.
   *
   * @throws OperationalException where it is none
   */
  static OutputFormat parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    for (Kind kind : Kind.values()) {
      if (kind.label().equals(name)) {
        return new OutputFormat(
            kind, equals < 0 ? Optional.empty() : Optional.of(file(text.substring(equals + 1))));
      }
    }
    List<String> names = java.util.stream.Stream.of(Kind.values()).map(Kind::label).toList();
    throw new OperationalException(
        OperationalException.Kind.USAGE,
        "no output format `" + name + "`",
        "there are " + String.join(", ", names));
  }

  /** That a report is not written in this format, for commands that know these alone. */
  public OperationalException refused(Kind... known) {
    List<String> names = java.util.stream.Stream.of(known).map(Kind::label).toList();
    return new OperationalException(
        OperationalException.Kind.USAGE,
        "this report has no output format `" + kind.label() + "`",
        "there are " + String.join(", ", names));
  }

  private static Path file(String name) {
    try {
      if (!name.isEmpty()) {
        return Path.of(name);
      }
    } catch (InvalidPathException e) {
      // Said below, in our words.
    }
    throw new OperationalException(
        OperationalException.Kind.USAGE,
        "`" + name + "` cannot be the name of a file",
        "write --output json=report.json; names beyond ASCII need a locale of UTF-8");
  }
}
