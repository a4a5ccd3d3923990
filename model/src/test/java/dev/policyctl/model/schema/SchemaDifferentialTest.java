package dev.policyctl.model.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.text.Node;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The record readers and the published schemas hold the same documents to be well-formed. */
class SchemaDifferentialTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_901L);
  private static final int DOCUMENTS = 500;
  private static final SchemaValidator VALIDATOR = new SchemaValidator();

  /** What a schema cannot say, or does not for a reason. */
  private enum IntendedDifference {
    /** A pattern cannot count the days of February, nor the minutes of an offset of 18 hours. */
    CALENDAR {
      @Override
      boolean covers(Finding finding, String value) {
        return finding.message().endsWith("is a date or an RFC 3339 time with an offset")
            && value.matches("[0-9]{4}-[0-9]{2}-[0-3][0-9](T.*[+-]18:[0-5][0-9])?")
            && Values.parseInstant(value).isEmpty();
      }
    },
    /** JSON Schema has one kind of number, so 1.0 is an integer to it; YAML has two. */
    WHOLE_DECIMAL {
      @Override
      boolean covers(Finding finding, String value) {
        return finding.message().endsWith("is an integer, not a decimal number")
            && value.matches("[0-9]+[.]0");
      }
    },
    /** A bound in days over five units would make the pattern unreadable. */
    HUNDRED_YEARS {
      @Override
      boolean covers(Finding finding, String value) {
        return finding.message().endsWith("is at most a hundred years");
      }
    },
    /** The list of time zones changes with the JDK's data, several times a year. */
    ZONE_NAMES {
      @Override
      boolean covers(Finding finding, String value) {
        return finding.message().startsWith("`zone` is an IANA time zone")
            && value.matches("[A-Za-z]+(/[A-Za-z]+)+");
      }
    };

    abstract boolean covers(Finding finding, String value);
  }

  /** All kinds that have a reader in this module; that of test suites is elsewhere. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TESTS")
  void readerAndSchemaRefuseTheSameDocuments(SchemaKind kind) {
    int sound = 0;
    int refused = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      long seed = SEED + i;
      Random random = new Random(seed);
      RandomDocuments documents = new RandomDocuments(random);
      JsonNode document = documents.sound(kind);
      for (int damage = random.nextInt(4); damage > 0; damage--) {
        document = documents.damaged(document);
      }
      Both both = Both.of(kind, document);
      String description =
          "seed " + seed + ", " + kind + "\n" + document + "\nreader: " + both.reading().lines();
      if (!both.schema().isEmpty()) {
        assertThat(both.reader()).as(description + "\nschema: " + both.schema()).isNotEmpty();
      }
      if (both.unintended() > 0) {
        assertThat(both.schema()).as(description).isNotEmpty();
      }
      sound += both.reader().isEmpty() ? 1 : 0;
      refused += both.schema().isEmpty() ? 0 : 1;
    }
    assertThat(sound).as("documents that both accept").isGreaterThan(DOCUMENTS / 20);
    assertThat(refused).as("documents that both refuse").isGreaterThan(DOCUMENTS / 4);
  }

  /** Both verdicts on one document. */
  private record Both(Reading reading, List<Finding> reader, List<Finding> schema) {

    private static final Set<IntendedDifference> ALL = EnumSet.allOf(IntendedDifference.class);

    static Both of(SchemaKind kind, JsonNode document) {
      Reading read = Reading.of(document.toPrettyString());
      assertThat(read.findings()).as("JSON is read without a defect").isEmpty();
      Node root = read.file().root().orElseThrow();
      List<Finding> reader = new ArrayList<>();
      Reading.records(kind, root, reader::add);
      return new Both(
          new Reading(read.file(), reader), reader, VALIDATOR.validate(kind, root).all());
    }

    long unintended() {
      return reader.stream()
          .filter(finding -> finding.code().id().startsWith("PC1"))
          .filter(finding -> ALL.stream().noneMatch(d -> d.covers(finding, value(finding))))
          .count();
    }

    private String value(Finding finding) {
      return reading.underlined(finding.span()).replace("\"", "");
    }
  }
}
