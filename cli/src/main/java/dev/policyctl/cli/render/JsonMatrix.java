package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessMatrix;
import dev.policyctl.analysis.query.OutcomeCounts;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** Matrices for programs; {@code schema/matrix-report.schema.json} describes them. */
public final class JsonMatrix implements MatrixRenderer {

  @Override
  public String render(MatrixReport report) {
    return Json.report(
        json -> {
          json.writeStringProperty("source", report.source());
          json.writeStringProperty("asOf", report.asOf());
          json.writeArrayPropertyStart("matrices");
          report.matrices().forEach(of -> matrix(json, of.policy(), of.matrix()));
          json.writeEndArray();
        });
  }

  private static void matrix(JsonGenerator json, String policy, AccessMatrix matrix) {
    json.writeStartObject();
    json.writeStringProperty("policy", policy);
    json.writeStringProperty("rowDimension", matrix.rowDimension().singular());
    json.writeStringProperty("columnDimension", matrix.columnDimension().singular());
    JsonQuery.extents(json, "confinedTo", matrix.confinedTo());
    json.writeBooleanProperty("unregistered", matrix.unregistered());
    json.writeBooleanProperty("complete", matrix.complete());
    json.writeNumberProperty("combinationsPerCell", matrix.combinations());
    json.writeArrayPropertyStart("columns");
    for (int column = 0; column < matrix.columns().size(); column++) {
      json.writeStartObject();
      values(json, matrix.columns().get(column));
      json.writeName("total");
      counts(json, matrix.columnTotals().get(column));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("rows");
    for (AccessMatrix.Line line : matrix.lines()) {
      json.writeStartObject();
      values(json, line.values());
      json.writeArrayPropertyStart("cells");
      line.cells().forEach(cell -> cell(json, cell));
      json.writeEndArray();
      json.writeName("total");
      counts(json, line.total());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("total");
    counts(json, matrix.total());
    Json.strings(json, "notCounted", matrix.notShown());
    JsonQuery.unexplored(json, matrix.unexplored());
    json.writeEndObject();
  }

  private static void values(JsonGenerator json, AccessMatrix.Values values) {
    Json.strings(json, "values", values.words());
    json.writeNumberProperty("size", values.names().size());
  }

  private static void counts(JsonGenerator json, OutcomeCounts counts) {
    json.writeStartObject();
    JsonQuery.counts(json, counts);
    json.writeEndObject();
  }

  private static void cell(JsonGenerator json, Optional<OutcomeCounts> cell) {
    json.writeStartObject();
    json.writeStringProperty("decision", MatrixText.kind(cell));
    cell.ifPresent(counts -> JsonQuery.counts(json, counts));
    json.writeEndObject();
  }
}
