package dev.policyctl.cli.render;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.text.Text;
import dev.policyctl.trust.TrustDefect;
import dev.policyctl.trust.TrustReview;
import dev.policyctl.trust.TrustReview.ReviewedKey;
import dev.policyctl.trust.TrustReview.ReviewedPerson;
import dev.policyctl.trust.TrustReview.ReviewedQuorum;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Who is trusted, for programs; {@code schema/trust-report.schema.json} describes it. */
public final class JsonTrust implements TrustRenderer {

  @Override
  public String render(TrustReport report) {
    return Json.report(
        json -> {
          json.writeStringProperty("source", report.source());
          json.writeStringProperty("at", report.at());
          json.writeBooleanProperty("configured", report.review().isPresent());
          json.writeBooleanProperty("complete", report.reading().complete());
          json.writeBooleanProperty(
              "committerMustBeSigner",
              report.review().map(r -> r.configuration().committerMustBeSigner()).orElse(false));
          json.writeArrayPropertyStart("people");
          report.review().map(TrustReview::people).orElse(List.of()).forEach(p -> person(json, p));
          json.writeEndArray();
          json.writeArrayPropertyStart("quorum");
          report.review().map(TrustReview::quorum).orElse(List.of()).forEach(q -> quorum(json, q));
          json.writeEndArray();
          Json.findings(json, "findings", report.reading().findings());
          json.writeArrayPropertyStart("defects");
          report.defects().forEach(defect -> defect(json, defect));
          json.writeEndArray();
          summary(json, report);
        });
  }

  private static void person(JsonGenerator json, ReviewedPerson reviewed) {
    Person person = reviewed.person();
    json.writeStartObject();
    json.writeStringProperty("id", person.id().value());
    Json.strings(json, "roles", person.roles().stream().map(Role::label).toList());
    texts(json, "environments", person.environments());
    texts(json, "tenants", person.tenants());
    texts(json, "emails", person.emails());
    json.writeBooleanProperty("maySign", reviewed.maySign());
    json.writeArrayPropertyStart("keys");
    reviewed.keys().forEach(key -> key(json, key));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, List<Text> texts) {
    Json.strings(json, name, texts.stream().map(Text::value).toList());
  }

  private static void key(JsonGenerator json, ReviewedKey reviewed) {
    SigningKey key = reviewed.key();
    json.writeStartObject();
    json.writeStringProperty("fingerprint", key.fingerprint().value());
    json.writeStringProperty("type", key.type().label());
    key.from().ifPresent(from -> json.writeStringProperty("from", from.toString()));
    key.until().ifPresent(until -> json.writeStringProperty("until", until.toString()));
    key.revoked()
        .ifPresent(
            revoked -> {
              json.writeObjectPropertyStart("revoked");
              json.writeStringProperty("at", revoked.at().toString());
              json.writeStringProperty("reason", revoked.reason().value());
              json.writeEndObject();
            });
    json.writeStringProperty("standing", reviewed.standing().state().label());
    if (!reviewed.standing().detail().isEmpty()) {
      json.writeStringProperty("detail", reviewed.standing().detail());
    }
    json.writeEndObject();
  }

  private static void quorum(JsonGenerator json, ReviewedQuorum reviewed) {
    json.writeStartObject();
    texts(json, "paths", reviewed.quorum().paths());
    json.writeNumberProperty("reviewers", reviewed.quorum().reviewers());
    json.writeStringProperty("narrowest", reviewed.path());
    Json.strings(json, "candidates", reviewed.reviewers());
    json.writeEndObject();
  }

  private static void defect(JsonGenerator json, TrustDefect defect) {
    json.writeStartObject();
    json.writeStringProperty("severity", defect.severity().label());
    json.writeStringProperty("message", defect.message());
    defect.help().ifPresent(help -> json.writeStringProperty("help", help));
    Json.location(json, "location", defect.span());
    json.writeEndObject();
  }

  private static void summary(JsonGenerator json, TrustReport report) {
    json.writeObjectPropertyStart("summary");
    json.writeNumberProperty("errors", report.count(Severity.ERROR));
    json.writeNumberProperty("warnings", report.count(Severity.WARNING));
    json.writeNumberProperty("notes", report.count(Severity.NOTE));
    json.writeNumberProperty("undetermined", report.undetermined());
    json.writeEndObject();
  }
}
