package dev.policyctl.cli.render;

import java.io.PrintWriter;

/** How far a run is, on one line of a terminal that is written over and then wiped. Thread-safe. */
public final class ProgressLine {
  private static final int STEPS = 100;
  private static final String WIPE = "\r\u001b[K";

  private final PrintWriter err;
  private final String what;
  private final String things;
  private int most;

  /**
   * @param err the terminal
   * @param what is being looked at
   * @param things what is counted: {@code mutants}
   */
  public ProgressLine(PrintWriter err, String what, String things) {
    this.err = err;
    this.what = Terminal.safe(what);
    this.things = things;
  }

  /** So many, of so many, are done. */
  public synchronized void done(int done, int of) {
    // Threads may report out of order.
    if (done <= most) {
      return;
    }
    most = done;
    if (done == of) {
      err.print(WIPE);
      err.flush();
    } else if (done % Math.max(1, of / STEPS) == 0) {
      err.print(WIPE + what + ": " + done + " of " + of + " " + things);
      err.flush();
    }
  }
}
