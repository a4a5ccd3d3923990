package dev.policyctl.cli.render;

import dev.policyctl.analysis.change.BumpReason;
import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.StructuralChange;
import dev.policyctl.analysis.change.Transition;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.DecisionObligation;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The report of a comparison for programs; {@code schema/diff-report.schema.json} describes it. */
public final class JsonDiffReport implements DiffReportRenderer {

  @Override
  public String render(DiffReport report) {
    return Json.report(
        json -> {
          json.writeStringProperty("base", report.base());
          json.writeStringProperty("head", report.head());
          json.writeStringProperty("asOf", report.asOf());
          json.writeBooleanProperty("complete", !report.undecided());
          json.writeArrayPropertyStart("policies");
          report.bundles().forEach(bundle -> policy(json, bundle));
          json.writeEndArray();
          json.writeArrayPropertyStart("problems");
          report.problems().forEach(problem -> problem(json, problem));
          json.writeEndArray();
          Json.strings(json, "gates", report.failures());
          json.writeBooleanProperty("passed", !report.failed() && !report.undecided());
        });
  }

  private static void problem(JsonGenerator json, DiffReport.Problem problem) {
    json.writeStartObject();
    json.writeStringProperty("side", problem.base() ? "base" : "head");
    problem
        .bundle()
        .ifPresent(
            bundle -> {
              json.writeStringProperty("environment", bundle.environment());
              json.writeStringProperty("tenant", bundle.tenant());
            });
    json.writeStringProperty("message", problem.message());
    json.writeBooleanProperty("undecided", problem.base() || problem.undecided());
    json.writeEndObject();
  }

  private static void policy(JsonGenerator json, BundleDiff bundle) {
    ChangeReport change = bundle.change();
    json.writeStartObject();
    json.writeStringProperty("environment", bundle.bundle().environment());
    json.writeStringProperty("tenant", bundle.bundle().tenant());
    json.writeBooleanProperty("changed", !change.sameContent());
    json.writeBooleanProperty("complete", change.complete());
    json.writeStringProperty("impact", change.impact().label());
    json.writeStringProperty("requiredBump", bundle.bumpLabel());
    since(json, bundle);
    bundle.bump().from().ifPresent(v -> json.writeStringProperty("versionBefore", v.toString()));
    bundle.versionAfter().ifPresent(v -> json.writeStringProperty("versionAfter", v));
    bundle.next().ifPresent(v -> json.writeStringProperty("requiredVersion", v.toString()));
    json.writeBooleanProperty("versionSuffices", bundle.declared());
    json.writeArrayPropertyStart("reasons");
    bundle.bump().required().reasons().forEach(reason -> reason(json, reason));
    json.writeEndArray();
    json.writeArrayPropertyStart("structural");
    change.structural().forEach(structural -> structural(json, bundle, structural));
    json.writeEndArray();
    json.writeArrayPropertyStart("transitions");
    change.decisions().transitions().forEach(transition -> transition(json, transition));
    json.writeEndArray();
    json.writeArrayPropertyStart("regions");
    change.decisions().regions().forEach(region -> region(json, bundle, region));
    json.writeEndArray();
    json.writeNumberProperty("moreRegions", change.decisions().moreRegions());
    json.writeArrayPropertyStart("unexplored");
    for (List<Extent> box : change.decisions().unexplored()) {
      json.writeStartObject();
      extents(json, box);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("newAccess", bundle.openAccess());
    json.writeEndObject();
  }

  private static void since(JsonGenerator json, BundleDiff bundle) {
    bundle.bump().release().ifPresent(tag -> json.writeStringProperty("bumpSince", tag));
    bundle
        .bump()
        .unusable()
        .ifPresent(release -> json.writeStringProperty("unusableRelease", release.tag()));
  }

  static void reason(JsonGenerator json, BumpReason reason) {
    json.writeStartObject();
    json.writeStringProperty("bump", reason.bump().label());
    json.writeStringProperty("message", reason.message());
    json.writeBooleanProperty("acknowledge", reason.acknowledge());
    json.writeEndObject();
  }

  private static void structural(
      JsonGenerator json, BundleDiff bundle, StructuralChange structural) {
    json.writeStartObject();
    json.writeStringProperty("kind", structural.kind().label());
    json.writeStringProperty("subject", structural.subject());
    json.writeStringProperty("message", structural.message());
    bundle.waiver(structural).ifPresent(w -> json.writeStringProperty("waiver", w));
    json.writeEndObject();
  }

  static void transition(JsonGenerator json, Transition transition) {
    json.writeStartObject();
    json.writeStringProperty("from", transition.from().label());
    json.writeStringProperty("to", transition.to().label());
    json.writeNumberProperty("combinations", transition.combinations());
    json.writeNumberProperty("requests", transition.requests());
    json.writeNumberProperty("twoRoles", transition.twoRoles());
    json.writeEndObject();
  }

  private static void region(JsonGenerator json, BundleDiff bundle, Region region) {
    json.writeStartObject();
    verdict(json, "before", region.shift().before(), region.rulesBefore());
    verdict(json, "after", region.shift().after(), region.rulesAfter());
    extents(json, region.extents());
    Json.strings(json, "secondRoles", region.secondRoles());
    json.writeNumberProperty("combinations", region.combinations());
    json.writeName("witness");
    json.writeRawValue(AuthZen.write(region.witness()));
    bundle.waiver(region).ifPresent(w -> json.writeStringProperty("waiver", w));
    json.writeEndObject();
  }

  private static void extents(JsonGenerator json, List<Extent> extents) {
    json.writeArrayPropertyStart("extents");
    for (Extent extent : extents) {
      json.writeStartObject();
      json.writeStringProperty("axis", extent.axis());
      Json.strings(json, "values", extent.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void verdict(
      JsonGenerator json, String name, Verdict verdict, List<String> rules) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("outcome", verdict.outcome().label());
    json.writeArrayPropertyStart("obligations");
    for (DecisionObligation obligation : verdict.obligations()) {
      json.writeString(obligation.id());
    }
    json.writeEndArray();
    Json.strings(json, "rules", rules);
    json.writeEndObject();
  }
}
