package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.PiercedGuardrail;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A guardrail that holds for all that is registered, and not for what is unknown or missing. */
final class PiercedGuard implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.PIERCED_GUARDRAIL);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      new PairReport<PiercedGuardrail>(analysis, FindingCode.PIERCED_GUARDRAIL, sink)
          .report(analysis.piercedGuardrails(), PiercedGuard::stars, new Words());
    }
  }

  /** By what slips through: each is mended in its own selector. */
  private static List<Star<PiercedGuardrail>> stars(List<PiercedGuardrail> pairs, boolean joint) {
    record Hole(Dimension dimension, List<String> values) {}
    Map<Hole, List<PiercedGuardrail>> holes = new LinkedHashMap<>();
    pairs.forEach(
        pair ->
            holes
                .computeIfAbsent(new Hole(pair.dimension(), pair.values()), h -> new ArrayList<>())
                .add(pair));
    List<Star<PiercedGuardrail>> stars = new ArrayList<>();
    holes.values().forEach(group -> stars.addAll(Star.directed(group, joint)));
    return stars;
  }

  private record Words() implements PairReport.Words<PiercedGuardrail> {

    private static String values(PiercedGuardrail pair) {
      return "`" + String.join("` and `", pair.values()) + "`";
    }

    @Override
    public String message(Star<PiercedGuardrail> star, Wording wording) {
      PiercedGuardrail pair = star.firstPair();
      String key = "`" + pair.dimension().key() + "`";
      String end = star.joint() ? ", for somebody with roles of both" : "";
      return star.hubFirst()
          ? "guardrail "
              + Wording.quoted(star.hub())
              + " covers every entry of "
              + key
              + ", but not "
              + values(pair)
              + ", which "
              + Wording.list(star.partners())
              + (star.single() ? " lets through" : " let through")
              + end
          : "rule "
              + Wording.quoted(star.hub())
              + " lets "
              + values(pair)
              + " of "
              + key
              + " past "
              + star.pairs().size()
              + " guardrails: "
              + Wording.list(star.partners())
              + end;
    }

    @Override
    public String related(Star<PiercedGuardrail> star, PiercedGuardrail pair, Wording wording) {
      return wording.inFull(star.partner(pair))
          + (star.hubFirst() ? " names " : " does not name ")
          + values(pair);
    }

    @Override
    public String help(Star<PiercedGuardrail> star) {
      return "list it in the guardrail: `"
          + star.firstPair().dimension().key()
          + ": [\"*\", $unknown, $missing]`";
    }

    @Override
    public Request witness(PiercedGuardrail pair) {
      return pair.witness();
    }
  }
}
