package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Severity;
import dev.policyctl.validators.Validation;

/** The report for programs; {@code schema/report.schema.json} describes it. */
public final class JsonReport implements ReportRenderer {

  @Override
  public String render(Report report) {
    Validation validation = report.validation();
    return Json.report(
        json -> {
          json.writeStringProperty("source", report.source());
          json.writeStringProperty("asOf", report.asOf());
          JsonSignatures.write(json, report.signatures());
          Json.findings(json, "findings", validation.findings());
          json.writeObjectPropertyStart("summary");
          json.writeNumberProperty("errors", validation.count(Severity.ERROR));
          json.writeNumberProperty("warnings", validation.count(Severity.WARNING));
          json.writeNumberProperty("notes", validation.count(Severity.NOTE));
          json.writeNumberProperty("undetermined", validation.undetermined());
          json.writeNumberProperty("suppressed", validation.suppressed().size());
          json.writeEndObject();
        });
  }
}
