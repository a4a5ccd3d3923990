package dev.policyctl.cli.render;

import dev.policyctl.cli.render.Terminal.Style;
import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.suites.MutantResult;
import dev.policyctl.suites.MutantResult.Fate;
import java.util.List;

/** Mutants for people: each that no test noticed, with a test that would, and the counts. */
final class PrettyMutation {
  private static final int MOST_SURVIVORS = 5;
  private static final int MOST_UNDETERMINED = 10;

  private final Terminal terminal;
  private final TestReport report;

  PrettyMutation(Terminal terminal, TestReport report) {
    this.terminal = terminal;
    this.report = report;
  }

  /** The first survivors of a policy. */
  void survivors(BundleReport bundle, Gaps gaps, StringBuilder out) {
    List<MutantResult> survivors = gaps.mutants(Fate.SURVIVED);
    survivors.stream().limit(MOST_SURVIVORS).forEach(s -> survivor(bundle, gaps, s, out));
    if (survivors.size() > MOST_SURVIVORS) {
      out.append("   … and ")
          .append(Counts.of(survivors.size() - MOST_SURVIVORS, "more survivor"))
          .append(" in ")
          .append(Terminal.safe(bundle.bundle().toString()))
          .append("; --output json lists them all, --suggest writes their tests\n\n");
    }
  }

  private void survivor(BundleReport bundle, Gaps gaps, MutantResult survivor, StringBuilder out) {
    out.append(terminal.styled(Style.WARNING, "SURVIVED"))
        .append(terminal.styled(Style.STRONG, " " + bundle.bundle() + " " + survivor.mutant().id()))
        .append('\n');
    new Snippet(terminal, report.files()).write(survivor.mutant().span(), Style.WARNING, out);
    field("mutant", survivor.mutant().change(), out);
    survivor
        .difference()
        .ifPresent(
            difference -> {
              field("policy decides", difference.originalText(), out);
              field("mutant decides", difference.mutatedText(), out);
            });
    field("a test that tells them apart", "", out);
    gaps.test(survivor).lines().forEach(line -> out.append(Terminal.safe(line)).append('\n'));
    out.append('\n');
  }

  private void field(String name, String text, StringBuilder out) {
    out.append("   ")
        .append(terminal.styled(Style.FRAME, "="))
        .append(' ')
        .append(name)
        .append(text.isEmpty() ? ":" : ": ")
        .append(Terminal.safe(text))
        .append('\n');
  }

  /** The counts of a policy. */
  void counts(BundleReport bundle, Gaps gaps, StringBuilder out) {
    if (gaps.mutation().isEmpty()) {
      out.append("  mutation: not run, since a test fails\n");
      return;
    }
    out.append("  mutation: ")
        .append(
            terminal.styled(
                report.reachesMutationThreshold(bundle) ? Style.STRONG : Style.ERROR,
                gaps.mutation().get().score().percent() + " %"))
        .append(": ")
        .append(TestCounts.mutation(gaps.mutation().get()))
        .append('\n');
    List<MutantResult> open = gaps.mutants(Fate.UNDETERMINED);
    open.stream()
        .limit(MOST_UNDETERMINED)
        .forEach(
            result ->
                out.append("    undetermined: `")
                    .append(Terminal.safe(result.mutant().id()))
                    .append("`\n"));
    if (open.size() > MOST_UNDETERMINED) {
      out.append("    … and ")
          .append(Counts.of(open.size() - MOST_UNDETERMINED, "more", "more"))
          .append(" undetermined; --budget raises what each may take\n");
    }
  }
}
