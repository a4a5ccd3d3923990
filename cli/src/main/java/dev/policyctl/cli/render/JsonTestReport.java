package dev.policyctl.cli.render;

import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.suites.Coverage;
import dev.policyctl.suites.Failure;
import dev.policyctl.suites.Ratio;
import dev.policyctl.suites.RuleCoverage;
import dev.policyctl.suites.TestResult;
import dev.policyctl.suites.TestRun;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The test report for programs; {@code schema/test-report.schema.json} describes it. */
public final class JsonTestReport implements TestReportRenderer {

  @Override
  public String render(TestReport report) {
    return Json.report(
        json -> {
          Json.findings(json, "findings", report.findings());
          json.writeArrayPropertyStart("policies");
          report.bundles().forEach(bundle -> policy(json, report, bundle));
          json.writeEndArray();
          report.threshold().ifPresent(t -> json.writeNumberProperty("coverageThreshold", t));
          report
              .mutationThreshold()
              .ifPresent(t -> json.writeNumberProperty("mutationThreshold", t));
          report
              .changedSince()
              .ifPresent(revision -> json.writeStringProperty("changedSince", revision));
          Json.strings(json, "gates", report.gates());
          json.writeBooleanProperty("passed", report.passed() && !report.undetermined());
        });
  }

  private static void policy(JsonGenerator json, TestReport report, BundleReport bundle) {
    json.writeStartObject();
    json.writeStringProperty("environment", bundle.bundle().environment());
    json.writeStringProperty("tenant", bundle.bundle().tenant());
    if (!bundle.problem().isEmpty()) {
      json.writeStringProperty("problem", bundle.problem());
    }
    if (bundle.run().isPresent()) {
      TestRun run = bundle.run().get();
      json.writeNumberProperty("passed", run.passed().size());
      json.writeNumberProperty("failed", run.failed().size());
      json.writeNumberProperty("skipped", run.skipped().size());
      json.writeNumberProperty("deselected", run.deselected());
      json.writeNumberProperty("decisions", run.decisions());
      json.writeArrayPropertyStart("tests");
      run.results().forEach(result -> result.match(new ResultWriter(json)));
      json.writeEndArray();
    }
    bundle
        .coverage()
        .ifPresent(coverage -> coverage(json, coverage, report.reachesThreshold(bundle)));
    bundle
        .gaps()
        .ifPresent(gaps -> JsonMutation.write(json, gaps, report.reachesMutationThreshold(bundle)));
    json.writeEndObject();
  }

  private record ResultWriter(JsonGenerator json) implements TestResult.Visitor<JsonGenerator> {

    private void begin(TestResult result, String outcome) {
      json.writeStartObject();
      json.writeStringProperty("suite", result.id().suite());
      json.writeStringProperty("name", result.id().name());
      json.writeStringProperty("kind", result.id().kind().label());
      Json.location(json, "location", result.id().span());
      json.writeStringProperty("result", outcome);
    }

    @Override
    public JsonGenerator passed(TestResult.Passed result) {
      begin(result, "passed");
      json.writeNumberProperty("decisions", result.decisions());
      return json.writeEndObject();
    }

    @Override
    public JsonGenerator skipped(TestResult.Skipped result) {
      begin(result, "skipped");
      json.writeStringProperty("reason", result.reason());
      return json.writeEndObject();
    }

    @Override
    public JsonGenerator failed(TestResult.Failed result) {
      begin(result, "failed");
      json.writeNumberProperty("decisions", result.decisions());
      json.writeNumberProperty("wrong", result.wrong());
      json.writeArrayPropertyStart("failures");
      result.failures().forEach(this::failure);
      json.writeEndArray();
      return json.writeEndObject();
    }

    private void failure(Failure failure) {
      json.writeStartObject();
      json.writeStringProperty("name", failure.name());
      Json.location(json, "location", failure.span());
      json.writeStringProperty("expected", failure.expected());
      json.writeStringProperty("actual", failure.actualText());
      Json.strings(json, "differences", failure.differences());
      Json.strings(json, "why", failure.why());
      failure.request().ifPresent(request -> json.writeName("request").writeRawValue(request));
      json.writeEndObject();
    }
  }

  private static void coverage(JsonGenerator json, Coverage coverage, boolean reached) {
    json.writeObjectPropertyStart("coverage");
    json.writeNumberProperty("percent", coverage.points().percent());
    json.writeBooleanProperty("thresholdReached", reached);
    ratio(json, "rules", coverage.decidedRules());
    ratio(json, "values", coverage.exercisedEntries());
    json.writeArrayPropertyStart("byRule");
    for (RuleCoverage rule : coverage.rules()) {
      json.writeStartObject();
      json.writeStringProperty("rule", rule.id().value());
      json.writeStringProperty("effect", rule.effect().label());
      json.writeStringProperty("status", rule.status().name().toLowerCase(Locale.ROOT));
      json.writeNumberProperty("decided", rule.decided());
      json.writeNumberProperty("overridden", rule.overridden());
      Json.strings(json, "overriddenBy", rule.overriddenBy());
      json.writeArrayPropertyStart("unexercised");
      rule.unexercised()
          .forEach(
              entry -> {
                json.writeStartObject();
                json.writeStringProperty("dimension", entry.dimension().key());
                json.writeStringProperty("value", entry.entry());
                json.writeEndObject();
              });
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void ratio(JsonGenerator json, String name, Ratio ratio) {
    json.writeObjectPropertyStart(name);
    json.writeNumberProperty("hit", ratio.hit());
    json.writeNumberProperty("total", ratio.total());
    json.writeEndObject();
  }
}
