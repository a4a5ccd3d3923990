package dev.policyctl.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SchemaFindingsTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_901L);
  private static final int DOCUMENTS = 100;
  private static final SchemaValidator VALIDATOR = new SchemaValidator();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TESTS")
  void addsNothingToWhatTheReaderSaysOfOneDefect(SchemaKind kind) {
    int compared = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      long seed = SEED + i;
      RandomDocuments documents = new RandomDocuments(new Random(seed));
      JsonNode document = documents.sound(kind);
      if (!refused(kind, document).findings().isEmpty()) {
        continue;
      }
      document = documents.damaged(document);
      Reading reader = refused(kind, document);
      Node root = reader.file().root().orElseThrow();
      List<Finding> merged = VALIDATOR.validate(kind, root).mergedWith(reader.findings());
      assertThat(merged)
          .as("seed %d, %s\n%s\nreader: %s", seed, kind, document, reader.lines())
          .filteredOn(finding -> !reader.findings().contains(finding))
          .allMatch(finding -> isWhereTheReaderDoesNotLook(finding, reader));
      compared += reader.findings().isEmpty() ? 0 : 1;
    }
    assertThat(compared).as("damaged documents").isGreaterThan(DOCUMENTS / 5);
  }

  private static Reading refused(SchemaKind kind, JsonNode document) {
    return Reading.of(kind, document.toPrettyString());
  }

  /** An obligation of several keys is refused before any of them is looked at. */
  private static boolean isWhereTheReaderDoesNotLook(Finding finding, Reading reader) {
    return reader.findings().stream()
        .filter(f -> f.message().equals("an obligation has exactly one key"))
        .anyMatch(
            f ->
                f.span().compareTo(finding.span()) <= 0
                    && f.span().endLine() >= finding.span().endLine());
  }

  @Test
  void keepsTheSchemaFindingsOfPlacesThatTheReaderDidNotReach() {
    Sample sample =
        Sample.of(
            """
            schemaVersion: 1
            waivers:
              - { id: A, code: PC208, reason: r, owner: o, expires: never }
              - { id: b, code: PC208, reason: r, owner: o, expires: 2026-01-01, extra: 1 }
            """);
    Finding first = sample.reader().get(0);
    assertThat(sample.merged(List.of(first)))
        .containsExactly(
            "PC104 3:11 `id` is made of lower-case letters, digits and `._/-`, at most 128 | - | A",
            "PC104 3:57 `expires` has the wrong form | a date (00:00 UTC) or an RFC 3339 time with"
                + " an offset | never",
            "PC101 4:69 no key `extra` is known here | it may have id, code, path, rule,"
                + " environment, tenant, reason, owner, expires | extra");
  }

  @Test
  void takesAFindingAboutSomethingElseForNoExcuse() {
    Sample sample = Sample.of("schemaVersion: 1\nwaivers: 3\n");
    Finding elsewhere =
        Finding.of(FindingCode.UNKNOWN_KEY, new Span("file.yaml", 1, 1, 1, 14), "no such key")
            .build();
    Finding aboutNames =
        Finding.of(FindingCode.UNUSED_ENTRY, new Span("file.yaml", 2, 10, 2, 11), "unused").build();
    assertThat(sample.merged(List.of(elsewhere, aboutNames)))
        .hasSize(3)
        .contains("PC102 2:10 `waivers` is a list, not an integer | - | 3");
  }

  @Test
  void tellsMissingKeysAtOnePlaceApart() {
    Sample sample = Sample.of("waivers: []\nextra: 1\n");
    Finding otherKey =
        Finding.of(FindingCode.MISSING_KEY, new Span("file.yaml", 1, 1, 1, 8), "needs `other`")
            .subject("missing:other")
            .build();
    assertThat(sample.merged(List.of(otherKey)))
        .containsExactly(
            "PC103 1:1 `schemaVersion` is missing | - | waivers",
            "PC103 1:1 needs `other` | - | waivers",
            "PC101 2:1 no key `extra` is known here | it may have schemaVersion, waivers | extra");
  }

  @Test
  void takesAReaderThatMissesOneOfSeveralKeysAtItsWord() {
    Reading read =
        Reading.of(
            """
            schemaVersion: 1
            suite: a
            now: 2026-09-01T09:00:00Z
            matrices: [{ name: m, over: { models: [a] } }]
            """);
    SchemaFindings schema = VALIDATOR.validate(SchemaKind.TESTS, read.file().root().orElseThrow());
    Finding oneOfTwo =
        Finding.of(FindingCode.MISSING_KEY, new Span("file.yaml", 4, 29, 4, 30), "one of two")
            .build();
    assertThat(schema.all()).extracting(Finding::message).containsExactly("`roles` is missing");
    assertThat(schema.mergedWith(List.of(oneOfTwo))).containsExactly(oneOfTwo);
  }

  @Test
  void doesNotLetADefectInsideHideThatAMappingIsRefusedAsAWhole() {
    Reading read =
        Reading.of(
            "rules: [{ id: a, effect: deny, when: { risk_score: { lt: -1, lte: 2, eq: x } } }]");
    SchemaFindings schema = VALIDATOR.validate(SchemaKind.RULES, read.file().root().orElseThrow());
    List<Finding> reader = new ArrayList<>();
    Reading.records(SchemaKind.RULES, read.file().root().orElseThrow(), reader::add);
    assertThat(new Reading(read.file(), schema.mergedWith(reader)).lines())
        .filteredOn(line -> line.startsWith("PC105"))
        .containsExactly(
            "PC105 1:52 `risk_score` has keys that exclude each other | - |"
                + " { lt: -1, lte: 2, eq: x }");
  }

  @Test
  void reportsEachFindingOnce() {
    Sample sample = Sample.of("schemaVersion: 1\nwaivers: [{}, {}]\n");
    assertThat(sample.schema().all()).doesNotHaveDuplicates().isSorted().hasSize(10);
  }

  /** A waiver file. */
  private record Sample(Reading read, SchemaFindings schema, List<Finding> reader) {

    static Sample of(String text) {
      Reading read = Reading.of(text);
      Node root = read.file().root().orElseThrow();
      List<Finding> reader = new ArrayList<>();
      Reading.records(SchemaKind.WAIVERS, root, reader::add);
      return new Sample(read, VALIDATOR.validate(SchemaKind.WAIVERS, root), reader);
    }

    List<String> merged(List<Finding> readerFindings) {
      return new Reading(read.file(), schema.mergedWith(readerFindings)).lines();
    }
  }
}
