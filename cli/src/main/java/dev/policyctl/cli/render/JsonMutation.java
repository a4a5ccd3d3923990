package dev.policyctl.cli.render;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.suites.MutantResult;
import dev.policyctl.suites.MutantResult.Fate;
import dev.policyctl.suites.MutationRun;
import tools.jackson.core.JsonGenerator;

/** Mutants for programs. */
final class JsonMutation {
  private JsonMutation() {}

  /** Writes the property {@code mutation} of a policy, where its mutants were judged. */
  static void write(JsonGenerator json, Gaps gaps, boolean reached) {
    if (gaps.mutation().isEmpty()) {
      return;
    }
    MutationRun run = gaps.mutation().get();
    json.writeObjectPropertyStart("mutation");
    json.writeNumberProperty("percent", run.score().percent());
    json.writeBooleanProperty("thresholdReached", reached);
    for (Fate fate : Fate.values()) {
      json.writeNumberProperty(fate.label(), run.count(fate));
    }
    json.writeNumberProperty("invalid", run.invalid());
    json.writeArrayPropertyStart("survivors");
    run.of(Fate.SURVIVED).forEach(survivor -> survivor(json, gaps, survivor));
    json.writeEndArray();
    json.writeArrayPropertyStart("open");
    for (MutantResult result : run.of(Fate.UNDETERMINED)) {
      json.writeStartObject();
      mutant(json, result);
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void survivor(JsonGenerator json, Gaps gaps, MutantResult survivor) {
    json.writeStartObject();
    mutant(json, survivor);
    survivor
        .difference()
        .ifPresent(
            difference -> {
              json.writeStringProperty("policyDecides", difference.originalText());
              json.writeStringProperty("mutantDecides", difference.mutatedText());
              json.writeName("request").writeRawValue(AuthZen.write(difference.request()));
            });
    json.writeStringProperty("test", gaps.test(survivor));
    json.writeEndObject();
  }

  private static void mutant(JsonGenerator json, MutantResult result) {
    json.writeStringProperty("id", result.mutant().id());
    json.writeStringProperty("operator", result.mutant().operator().label());
    json.writeStringProperty("rule", result.mutant().rule().value());
    Json.location(json, "location", result.mutant().span());
    json.writeStringProperty("change", result.mutant().change());
  }
}
