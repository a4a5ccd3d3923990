package dev.policyctl.bundle.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

  private static String write(Object value) {
    return new String(CanonicalJson.of(value), StandardCharsets.UTF_8);
  }

  /** The example of RFC 8785, 3.2.3, whose keys sort by code units and not by code points. */
  @Test
  void sortsKeysByCodeUnits() {
    Map<String, Object> value =
        Map.of(
            "\u20ac", "Euro Sign",
            "\r", "Carriage Return",
            "\ufb33", "Hebrew Letter Dalet With Dagesh",
            "1", "One",
            "\ud83d\ude00", "Emoji: Grinning Face",
            "\u0080", "Control",
            "\u00f6", "Latin Small Letter O With Diaeresis");
    assertThat(write(value))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"Latin"
                + " Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\",\"\ud83d\ude00\":\"Emoji:"
                + " Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
  }

  @Test
  void escapesAsLittleAsItMust() {
    assertThat(write("\u20ac$\u000f\nA'B\"\\\\\"/\b\t\f\r\u007f"))
        .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\"");
  }

  @Test
  void writesEmptyThingsAndConstants() {
    assertThat(write(List.of(Map.of(), List.of(), true, false, 0, -7, 1L << 53)))
        .isEqualTo("[{},[],true,false,0,-7,9007199254740992]");
  }

  @Test
  void refusesWhatHasNoOneForm() {
    for (Object value : List.of(0.5, (1L << 53) + 1, "\ud800", "\udc00x", new BigDecimal("1"))) {
      assertThatThrownBy(() -> write(value)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aNumberAsTextHasOneFormForEachValue() {
    assertThat(CanonicalJson.number(new BigDecimal("0.80"))).isEqualTo("0.8");
    assertThat(CanonicalJson.number(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(CanonicalJson.number(new BigDecimal("0.000"))).isEqualTo("0");
    assertThat(CanonicalJson.number(BigDecimal.valueOf(Long.MAX_VALUE)))
        .isEqualTo("9223372036854775807");
  }
}
