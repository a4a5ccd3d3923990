package dev.policyctl.cli.option;

import java.io.Console;

/** What standard output and error are. The launcher knows, and says so in system properties. */
final class TerminalDetection {
  private static final String PROPERTY = "policyctl.terminal";
  private static final String ERROR_PROPERTY = "policyctl.terminal.error";

  private TerminalDetection() {}

  /** Java itself knows of standard input and output alone, so only the launcher can say yes. */
  static boolean stderrIsTerminal() {
    return "true".equals(System.getProperty(ERROR_PROPERTY));
  }

  @SuppressWarnings("SystemConsoleNull") // null before JDK 22; asked for its kind from then on
  static boolean stdoutIsTerminal() {
    String said = System.getProperty(PROPERTY);
    if (said != null) {
      return said.equals("true");
    }
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console without a terminal too, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /**
   * Whether the environment asks for plain text.
   *
   * @see <a href="https://no-color.org">no-color.org</a>
   */
  static boolean colourIsUnwanted() {
    String noColor = System.getenv("NO_COLOR");
    return (noColor != null && !noColor.isEmpty()) || "dumb".equals(System.getenv("TERM"));
  }
}
