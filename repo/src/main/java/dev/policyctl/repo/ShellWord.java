package dev.policyctl.repo;

/** One word of a command that a user is told to run. */
final class ShellWord {
  private static final String PLAIN = "+-_./:@=,%";

  private ShellWord() {}

  /** As it is where a shell takes it so, else in quotes. */
  static String of(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .allMatch(c -> PLAIN.indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c)));
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
