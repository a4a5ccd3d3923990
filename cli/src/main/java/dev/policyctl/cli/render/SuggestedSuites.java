package dev.policyctl.cli.render;

import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.suites.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The suites that {@code test --suggest} writes: one document for each policy that lacks tests. */
public final class SuggestedSuites {
  private SuggestedSuites() {}

  /**
   * What is suggested for one policy.
   *
   * @param notes what cannot be tested, one sentence each
   * @param suite the suite; nothing where there is no case to suggest
   */
  public record Suggested(Bundle bundle, List<String> notes, Optional<String> suite) {
    public Suggested {
      notes = List.copyOf(notes);
    }

    /** The folder of the policy's tests, below the policy root. */
    public String folder() {
      return "policies/" + bundle + "/tests";
    }

    /** The document; notes are comments in it. */
    public String text() {
      StringBuilder out = new StringBuilder();
      notes.forEach(note -> out.append("# ").append(Terminal.safe(note)).append('\n'));
      suite.ifPresent(out::append);
      return out.toString();
    }
  }

  /** What a run suggests, policy by policy; those without anything to say are left out. */
  public static List<Suggested> of(TestReport report) {
    List<Suggested> all = new ArrayList<>();
    for (BundleReport bundle : report.bundles()) {
      bundle
          .gaps()
          .map(gaps -> new Suggested(bundle.bundle(), notes(gaps), gaps.suite()))
          .filter(suggested -> !suggested.text().isEmpty())
          .ifPresent(all::add);
    }
    return all;
  }

  private static List<String> notes(Gaps gaps) {
    List<String> notes = new ArrayList<>();
    for (Suggestion suggestion : gaps.suggestions()) {
      switch (suggestion.kind()) {
        case FOUND -> {}
        case DEAD -> notes.add("rule `" + suggestion.rule() + "` is dead: no request reaches it");
        case UNDETERMINED ->
            notes.add(
                "rule `"
                    + suggestion.rule()
                    + "` may be dead: the budget did not suffice to tell; --budget raises it");
      }
    }
    return notes;
  }

  /** All of it for standard output: a document a policy, headed by where it belongs. */
  public static String text(List<Suggested> all) {
    if (all.isEmpty()) {
      return "# nothing to suggest\n";
    }
    StringBuilder out = new StringBuilder();
    for (Suggested suggested : all) {
      out.append(out.isEmpty() ? "" : "---\n")
          .append("# ")
          .append(Terminal.safe(suggested.folder()))
          .append("/suggested.test.yaml\n")
          .append(suggested.text());
    }
    return out.toString();
  }
}
