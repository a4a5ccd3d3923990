package dev.policyctl.model.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.schema.SchemaKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Golden messages of every reader: {@code reader-messages.txt} holds small files, each followed by
 * what is found in it, as {@code code line:column message | help | underlined text}.
 */
class ReaderMessagesTest {

  /** A file and the lines that are expected for it. */
  record Sample(SchemaKind kind, String title, String text, List<String> expected) {

    static Sample of(String section) {
      String[] halves = section.split("\n--- findings\n", -1);
      String head = halves[0].lines().findFirst().orElseThrow();
      int blank = head.indexOf(' ');
      return new Sample(
          SchemaKind.valueOf(head.substring(0, blank)),
          head.substring(blank + 1),
          halves[0].substring(head.length() + 1) + "\n",
          halves[1].lines().toList());
    }

    @Override
    public String toString() {
      return kind + " " + title;
    }
  }

  static List<Sample> samples() {
    try (InputStream stream = ReaderMessagesTest.class.getResourceAsStream("reader-messages.txt")) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(^|\n)=== ")).filter(s -> !s.isBlank()).map(Sample::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhatIsWrongAndUnderlinesIt(Sample sample) {
    assertThat(Reading.of(sample.kind(), sample.text()).lines()).isEqualTo(sample.expected());
  }

  @Test
  void coversEveryReader() {
    Set<SchemaKind> covered =
        samples().stream()
            .filter(sample -> !sample.expected().isEmpty())
            .map(Sample::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(SchemaKind.class)));
    assertThat(covered).isEqualTo(EnumSet.complementOf(EnumSet.of(SchemaKind.TESTS)));
  }

  @Test
  void keepsToTheHouseStyleOfMessages() {
    List<String> messages = new ArrayList<>();
    for (Sample sample : samples()) {
      Reading.of(sample.kind(), sample.text()).findings().forEach(f -> messages.add(f.message()));
    }
    assertThat(messages).hasSizeGreaterThan(100).allMatch(m -> m.matches("[^A-Z].*[^.]"));
  }
}
