package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.validators.ExplanationPages;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl explain}: what a finding means. */
@Command(
    name = "explain",
    description = {"Says what a finding means, why it matters and how to mend it.", ""},
    footer = {
      "",
      "Examples:",
      "  policyctl explain                     every code",
      "  policyctl explain PC201",
      "  policyctl explain unknown-reference"
    })
public final class ExplainCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "A code or a name of a finding. Default: list them all.")
  private @Nullable String code;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (code == null) {
      for (FindingCode each : FindingCode.values()) {
        out.print(
            String.format(
                Locale.ROOT, "%s  %-8s %s\n", each.id(), each.severity().label(), each.label()));
      }
    } else {
      out.print(ExplanationPages.page(find(code)));
    }
    out.flush();
    return ExitCode.OK;
  }

  private static FindingCode find(String name) {
    List<String> known = new ArrayList<>();
    for (FindingCode each : FindingCode.values()) {
      known.add(each.id());
      known.add(each.label());
    }
    return FindingCode.find(name)
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "no finding has the code `" + name + "`",
                    Nearest.hint(name, known).orElse("`policyctl explain` lists them all")));
  }
}
