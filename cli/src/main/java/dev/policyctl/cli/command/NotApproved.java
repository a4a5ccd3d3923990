package dev.policyctl.cli.command;

/** That an approval may not be, or does not hold: a failure of trust. */
final class NotApproved extends Exception {
  private static final long serialVersionUID = 1L;

  private final String why;
  private final String help;

  NotApproved(String why, String help) {
    super(why);
    this.why = why;
    this.help = help;
  }

  /** One line for people. */
  String why() {
    return why;
  }

  /** A way out. */
  String help() {
    return help;
  }
}
