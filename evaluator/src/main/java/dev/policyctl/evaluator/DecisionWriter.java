package dev.policyctl.evaluator;

import tools.jackson.core.JsonGenerator;

/** The JSON of a decision. */
final class DecisionWriter {
  private DecisionWriter() {}

  static void write(JsonGenerator json, Decision decision) {
    json.writeStartObject();
    json.writeBooleanProperty("decision", decision.allowed());
    json.writeObjectPropertyStart("context");
    json.writeStringProperty("outcome", decision.outcome().label());
    json.writeStringProperty("reason", decision.reason().code());
    JsonText.strings(json, "determining_rules", decision.determiningRules());
    json.writeArrayPropertyStart("obligations");
    decision.obligations().forEach(obligation -> write(json, obligation));
    json.writeEndArray();
    write(json, decision.policy());
    if (!decision.droppedRoles().isEmpty()) {
      JsonText.strings(json, "dropped_roles", decision.droppedRoles());
    }
    if (!decision.limits().isEmpty()) {
      JsonText.strings(json, "limits", decision.limits());
    }
    decision.detail().ifPresent(detail -> json.writeStringProperty("detail", detail));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, DecisionObligation obligation) {
    json.writeStartObject();
    json.writeStringProperty("type", "custom");
    json.writeStringProperty("id", obligation.id());
    json.writeStringProperty("action", obligation.action().label());
    json.writeStringProperty(obligation.action().argumentName(), obligation.argument());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PolicyIdentity policy) {
    json.writeObjectPropertyStart("policy");
    json.writeStringProperty("name", policy.name());
    json.writeStringProperty("version", policy.version());
    policy.sha256().ifPresent(digest -> json.writeStringProperty("sha256", digest));
    json.writeEndObject();
  }
}
