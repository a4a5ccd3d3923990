package dev.policyctl.cli.option;

import dev.policyctl.cli.render.Terminal;
import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a report is written, and where to. */
public final class OutputOptions {

  /** When colours are used. */
  public enum Color {
    AUTO,
    ALWAYS,
    NEVER;

    /** The word on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT[=FILE]",
      split = ",",
      description =
          "How to report: pretty, compact or json, for diff pretty, json or markdown; with a file,"
              + " into it. Repeat it for several. Default: pretty.")
  private List<String> output = new ArrayList<>();

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colours: auto, always or never. Default: auto; NO_COLOR is honoured.")
  private Color color = Color.AUTO;

  /**
   * Writes a report in every format that was asked for.
   *
   * @param render the report in a format
   * @throws OperationalException where a file cannot be written, or two formats want one place
   */
  public void write(Function<OutputFormat, String> render) {
    List<OutputFormat> formats =
        output.isEmpty()
            ? List.of(OutputFormat.parse("pretty"))
            : output.stream().map(OutputFormat::parse).toList();
    if (formats.stream().map(OutputOptions::place).distinct().count() < formats.size()) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "two formats of --output go to one place",
          "give all but one of them a file: --output json=report.json");
    }
    // All of them first: what cannot be rendered leaves nothing half written.
    List<String> texts = formats.stream().map(render).toList();
    for (int i = 0; i < texts.size(); i++) {
      OutputFormat format = formats.get(i);
      String text = texts.get(i);
      if (format.file().isPresent()) {
        writeFile(format.file().get(), text);
      } else {
        print(text);
      }
    }
  }

  /**
   * As {@link #write}, where standard output holds something else: formats for it are left out.
   *
   * @throws OperationalException also where a format was asked for by name that has no file
   */
  public void writeFiles(Function<OutputFormat, String> render) {
    boolean named = output.stream().anyMatch(o -> OutputFormat.parse(o).file().isEmpty());
    if (named) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "the suggestions and a format of --output go to one place",
          "give one of them a file: --suggest=FILE, --output json=report.json");
    }
    if (!output.isEmpty()) {
      write(render);
    }
  }

  private static Optional<Path> place(OutputFormat format) {
    return format.file().map(file -> file.toAbsolutePath().normalize());
  }

  /** Text for the place that a format is written to: colours are for terminals alone. */
  public Terminal terminal(OutputFormat format) {
    boolean terminal = format.file().isEmpty() && TerminalDetection.stdoutIsTerminal();
    return new Terminal(
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> terminal && !TerminalDetection.colourIsUnwanted();
        });
  }

  /** Whether somebody watches standard error. */
  public boolean errIsTerminal() {
    return TerminalDetection.stderrIsTerminal();
  }

  /** Standard output. */
  public PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** Standard error. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /**
   * Prints a text to standard output.
   *
   * @throws OperationalException where that is not possible
   */
  public void print(String text) {
    PrintWriter out = out();
    out.print(text);
    out.flush();
    if (out.checkError()) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "the report could not be written to standard output",
          "");
    }
  }

  /**
   * Writes a text to a file.
   *
   * @throws OperationalException where that is not possible
   */
  public static void writeFile(Path file, String text) {
    try {
      Files.writeString(file, text, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "cannot write `" + file + "`: " + e.getClass().getSimpleName(),
          "check that its folder is there and can be written to",
          e);
    }
  }
}
