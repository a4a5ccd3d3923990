package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.RouteEscape;
import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Severity;
import java.util.EnumSet;
import java.util.Set;

/** A rule that sends requests to a model with which they would have been denied. */
final class EscapedRoute implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.ROUTE_ESCAPE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    for (BundleAnalysis analysis : subject.analyses().all()) {
      Wording wording = Wording.of(analysis);
      analysis
          .routeEscapes()
          .escapes()
          .forEach(escape -> sink.report(finding(analysis, escape, wording)));
    }
  }

  private static Finding.Builder finding(
      BundleAnalysis analysis, RouteEscape escape, Wording wording) {
    String why =
        escape
            .denier()
            .map(rule -> wording.inFull(rule) + " denies that model")
            .orElse("no rule allows that model");
    Finding.Builder finding =
        analysis
            .about(
                FindingCode.ROUTE_ESCAPE,
                escape.rule(),
                "rule "
                    + Wording.quoted(escape.rule())
                    + " routes requests to `"
                    + escape.model()
                    + "` that would be denied with it: "
                    + why
                    + (escape.needsTwoClasses() ? ", in a request of two classifications" : "")
                    + (escape.needsTwoRoles() ? ", to somebody with roles of both" : ""))
            .severity(escape.needsTwoRoles() ? Severity.WARNING : Severity.ERROR)
            .witness(AuthZen.write(escape.witness()))
            .help(
                "route to a model that they may use, or narrow the rule"
                    + Wording.see(FindingCode.ROUTE_ESCAPE));
    escape
        .denier()
        .ifPresent(rule -> finding.related(rule.rule().id().span(), wording.inFull(rule)));
    return finding;
  }
}
