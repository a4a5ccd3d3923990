package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessAnswer;
import dev.policyctl.analysis.query.AccessRegion;
import dev.policyctl.analysis.query.Decided;
import dev.policyctl.analysis.query.OutcomeCounts;
import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.DecisionObligation;
import dev.policyctl.model.policy.Outcome;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The answer for programs; {@code schema/query-report.schema.json} describes it. */
public final class JsonQuery implements QueryRenderer {

  @Override
  public String render(QueryReport report) {
    AccessAnswer answer = report.answer();
    return Json.report(
        json -> {
          json.writeStringProperty("source", report.source());
          json.writeStringProperty("asOf", report.asOf());
          json.writeStringProperty("policy", report.policy());
          json.writeStringProperty("question", report.question().replace(' ', '-'));
          answer
              .asked()
              .ifPresent(dimension -> json.writeStringProperty("asked", dimension.singular()));
          extents(json, "confinedTo", answer.confinedTo());
          json.writeBooleanProperty("complete", answer.complete());
          counts(json, answer.counts());
          json.writeArrayPropertyStart("decisions");
          answer.decisions().forEach(decided -> decided(json, decided));
          json.writeEndArray();
          json.writeArrayPropertyStart("groups");
          answer.groups().forEach(group -> group(json, group));
          json.writeEndArray();
          json.writeNumberProperty("moreRegions", answer.moreRegions());
          unexplored(json, answer.unexplored());
        });
  }

  static void unexplored(JsonGenerator json, List<List<Extent>> boxes) {
    json.writeArrayPropertyStart("unexplored");
    for (List<Extent> box : boxes) {
      json.writeStartObject();
      extents(json, "extents", box);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void extents(JsonGenerator json, String name, List<Extent> extents) {
    json.writeArrayPropertyStart(name);
    for (Extent extent : extents) {
      json.writeStartObject();
      json.writeStringProperty("axis", extent.axis());
      Json.strings(json, "values", extent.values());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** How many combinations, and by outcome. */
  static void counts(JsonGenerator json, OutcomeCounts counts) {
    json.writeObjectPropertyStart("counts");
    json.writeNumberProperty("combinations", counts.combinations());
    json.writeNumberProperty("varying", counts.varying());
    for (Outcome outcome : List.of(Outcome.ALLOW, Outcome.REQUIRE_APPROVAL, Outcome.DENY)) {
      json.writeObjectPropertyStart(outcome.label());
      json.writeNumberProperty("always", counts.always(outcome));
      json.writeNumberProperty("sometimes", counts.sometimes(outcome));
      json.writeNumberProperty("requests", counts.requests(outcome));
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, Verdict verdict) {
    json.writeStringProperty("outcome", verdict.outcome().label());
    Json.strings(
        json, "obligations", verdict.obligations().stream().map(DecisionObligation::id).toList());
  }

  private static void decided(JsonGenerator json, Decided decided) {
    json.writeStartObject();
    verdict(json, decided.verdict());
    json.writeNumberProperty("combinations", decided.combinations());
    json.writeNumberProperty("requests", decided.requests());
    json.writeEndObject();
  }

  private static void group(JsonGenerator json, AccessAnswer.Group group) {
    json.writeStartObject();
    Json.strings(json, "values", group.values());
    json.writeNumberProperty("size", group.names().size());
    json.writeStringProperty("can", group.standing().name().toLowerCase(Locale.ROOT));
    counts(json, group.counts());
    Json.strings(json, "deniedBy", group.deniedBy());
    json.writeBooleanProperty("deniedByDefault", group.deniedByDefault());
    json.writeArrayPropertyStart("regions");
    for (AccessRegion region : group.regions()) {
      json.writeStartObject();
      verdict(json, region.verdict());
      extents(json, "extents", region.extents());
      json.writeNumberProperty("combinations", region.combinations());
      Json.strings(json, "rules", region.rules());
      json.writeName("witness");
      json.writeRawValue(AuthZen.write(region.witness()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberProperty("moreRegions", group.moreRegions());
    json.writeEndObject();
  }
}
