package dev.policyctl.evaluator;

import dev.policyctl.evaluator.Explanation.ClassTrace;
import dev.policyctl.evaluator.Explanation.Mismatch;
import dev.policyctl.evaluator.Explanation.RuleTrace;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The JSON of an explanation. */
final class ExplanationWriter {
  private ExplanationWriter() {}

  static void write(JsonGenerator json, Explanation explanation) {
    json.writeStartObject();
    json.writeName("decision");
    DecisionWriter.write(json, explanation.decision());
    json.writeObjectPropertyStart("values");
    explanation
        .values()
        .forEach((dimension, values) -> JsonText.strings(json, dimension.key(), values));
    json.writeEndObject();
    JsonText.strings(json, "effective_roles", explanation.effectiveRoles());
    json.writeArrayPropertyStart("classes");
    explanation.classes().forEach(trace -> write(json, trace));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ClassTrace trace) {
    json.writeStartObject();
    json.writeStringProperty("classification", trace.classification());
    json.writeStringProperty("outcome", trace.outcome().label());
    json.writeStringProperty("reason", trace.reason().code());
    json.writeBooleanProperty("counts", trace.counts());
    json.writeArrayPropertyStart("rules");
    trace.rules().forEach(rule -> write(json, rule));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RuleTrace trace) {
    json.writeStartObject();
    json.writeStringProperty("rule", trace.rule().id());
    json.writeNumberProperty("priority", trace.rule().priority());
    json.writeStringProperty("effect", trace.rule().effect().label());
    json.writeStringProperty("status", trace.status().name().toLowerCase(Locale.ROOT));
    trace.mismatch().ifPresent(mismatch -> write(json, mismatch));
    if (!trace.overriddenBy().isEmpty()) {
      JsonText.strings(json, "overridden_by", trace.overriddenBy());
    }
    if (!trace.exercised().isEmpty()) {
      json.writeArrayPropertyStart("exercised");
      trace.exercised().forEach(entry -> write(json, entry));
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Mismatch mismatch) {
    json.writeObjectPropertyStart("mismatch");
    json.writeStringProperty("kind", mismatch.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringProperty("subject", mismatch.subject());
    JsonText.strings(json, "actual", mismatch.actual());
    JsonText.strings(json, "expected", mismatch.expected());
    json.writeStringProperty("text", mismatch.text());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SelectorEntry entry) {
    json.writeStartObject();
    json.writeStringProperty("dimension", entry.dimension().key());
    json.writeNumberProperty("position", entry.position());
    json.writeStringProperty("entry", entry.entry());
    json.writeEndObject();
  }
}
