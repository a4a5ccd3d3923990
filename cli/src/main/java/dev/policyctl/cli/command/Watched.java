package dev.policyctl.cli.command;

import dev.policyctl.analysis.query.Progress;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.render.ProgressLine;
import dev.policyctl.model.finding.Bundle;
import picocli.CommandLine.Model.CommandSpec;

/** Tells whoever watches a terminal how far a question is. */
final class Watched {
  private Watched() {}

  /** What writes to standard error while somebody watches it; else what writes nothing. */
  static Progress progress(OutputOptions output, CommandSpec spec, Bundle bundle, String things) {
    return output.errIsTerminal()
        ? new ProgressLine(spec.commandLine().getErr(), bundle.toString(), things)::done
        : Progress.none();
  }
}
