package dev.policyctl.trust;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** Writes approvals, always in the same bytes. */
final class ApprovalWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private ApprovalWriter() {}

  static String write(ApprovalStatement statement) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("_type", ApprovalStatement.TYPE);
      json.writeArrayPropertyStart("subject");
      json.writeStartObject();
      json.writeObjectPropertyStart("digest");
      json.writeStringProperty("gitTree", statement.tree());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      json.writeStringProperty("predicateType", ApprovalStatement.PREDICATE_TYPE);
      json.writeObjectPropertyStart("predicate");
      predicate(json, statement);
      json.writeEndObject();
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void predicate(JsonGenerator json, ApprovalStatement statement) {
    json.writeStringProperty("person", statement.person());
    json.writeStringProperty("base", statement.base());
    json.writeStringProperty("head", statement.head());
    json.writeStringProperty("reason", statement.reason());
    json.writeStringProperty("time", statement.time().toString());
    statement
        .expires()
        .ifPresent(expires -> json.writeStringProperty("expires", expires.toString()));
  }
}
