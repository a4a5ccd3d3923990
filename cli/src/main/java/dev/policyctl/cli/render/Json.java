package dev.policyctl.cli.render;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Related;
import dev.policyctl.model.finding.Span;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/** JSON of ASCII on one line, so that no character of a policy reaches a terminal or log raw. */
final class Json {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private Json() {}

  /** One object, and a line end behind it; {@code schemaVersion} and {@code tool} come first. */
  static String report(Consumer<JsonGenerator> content) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("schemaVersion", 1);
      json.writeObjectPropertyStart("tool");
      json.writeStringProperty("name", "policyctl");
      json.writeStringProperty("version", dev.policyctl.cli.contract.Version.current());
      json.writeEndObject();
      content.accept(json);
      json.writeEndObject();
    }
    return JsonLine.harmless(text.append('\n').toString());
  }

  static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }

  static void location(JsonGenerator json, String name, Span span) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("path", span.path());
    json.writeNumberProperty("line", span.line());
    json.writeNumberProperty("column", span.column());
    json.writeNumberProperty("endLine", span.endLine());
    json.writeNumberProperty("endColumn", span.endColumn());
    json.writeEndObject();
  }

  /** The findings; two of one fingerprint are told apart by a number behind it. */
  static void findings(JsonGenerator json, String name, List<Finding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    json.writeArrayPropertyStart(name);
    for (Finding finding : findings) {
      String fingerprint = finding.fingerprint();
      int nth = seen.merge(fingerprint, 1, Integer::sum);
      finding(json, finding, nth == 1 ? fingerprint : fingerprint + "-" + nth);
    }
    json.writeEndArray();
  }

  private static void finding(JsonGenerator json, Finding finding, String fingerprint) {
    json.writeStartObject();
    json.writeStringProperty("code", finding.code().id());
    json.writeStringProperty("name", finding.code().label());
    json.writeStringProperty("severity", finding.severity().label());
    json.writeStringProperty("message", finding.message());
    finding.help().ifPresent(help -> json.writeStringProperty("help", help));
    location(json, "location", finding.span());
    finding
        .bundle()
        .ifPresent(
            bundle -> {
              json.writeStringProperty("environment", bundle.environment());
              json.writeStringProperty("tenant", bundle.tenant());
            });
    strings(json, "rules", finding.rules());
    strings(json, "blockers", finding.blockers());
    json.writeArrayPropertyStart("related");
    for (Related related : finding.related()) {
      json.writeStartObject();
      location(json, "location", related.span());
      json.writeStringProperty("message", related.message());
      json.writeEndObject();
    }
    json.writeEndArray();
    finding
        .witness()
        .ifPresent(
            request -> {
              json.writeName("witness");
              json.writeRawValue(request);
            });
    json.writeStringProperty("fingerprint", fingerprint);
    json.writeEndObject();
  }
}
