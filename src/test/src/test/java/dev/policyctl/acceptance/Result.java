package dev.policyctl.acceptance;

import java.util.List;

/** What a run of the program left behind. */
record Result(int exit, String out, String err) {

  /** The lines of standard output. */
  List<String> lines() {
    return out.lines().toList();
  }

  @Override
  public String toString() {
    return "exit " + exit + "\n--- stdout\n" + out + "--- stderr\n" + err + "---";
  }
}
