package dev.policyctl.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: a tree or a finding, never an exception. */
class YamlReaderFuzzTest {
  private static final long SEED = Long.getLong("policyctl.seed", 20_260_901L);
  private static final int CASES = 20_000;
  private static final Pattern ONE_LINE = Pattern.compile("\\P{Cntrl}+");

  private static final List<String> SOUND =
      List.of(
          """
          # policyctl:ignore PC201 -- a reason
          rules:
            - id: a # policyctl:ignore PC202 -- another
              match: { roles: [x, "y", 'z'], "models": ["*"] }
              when:
                input_tokens: { lte: 8000, gt: 1.5e3 }
              description: |
                several
                  lines
            - id: é😀
              note: >-
                folded

                text
          """,
          "{\n\t\"a\": [1, -2.5, true, null, {\"b\": \"\\u00e9\\n\\\"\"}],\n\t\"c\": {}\n}\n",
          "a: plain\n  text\nb: ? c\n? d\n: e\n- f\n");

  private static final String CHARACTERS =
      "\"'[]{}:,-?*&!|>%@`#\\ \n\t\r~=<0aé\u0000\u0085\u2028\uFEFF\ud800\udc00\u202e";

  private static final List<String> TOKENS =
      List.of(
          "\\U",
          "\\x",
          "\\u",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "%TAG ! ! \n",
          "!<",
          "!!",
          "&a",
          "*a",
          "<<: ",
          "? ",
          "- ",
          "|2",
          "|-",
          "|+9",
          "\"\\",
          "\r\n",
          "\\UFFFFFFFF",
          "\\uD800",
          "!e!x",
          "%41",
          "!%FF",
          "!<%C0%80>",
          "!%E2%28%A1",
          "# policyctl:",
          "[".repeat(70),
          "- ".repeat(70),
          "9".repeat(50),
          "1e400",
          ".inf",
          "0x",
          "\"a\\nb\": ");

  @Test
  void givesATreeOrAFindingForDamagedText() {
    for (int i = 0; i < CASES; i++) {
      long seed = SEED + i;
      String text = damaged(new Random(seed));
      try {
        assertThat(defect(Reading.of(text))).as("seed %d\n%s", seed, text).isEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + "\n" + text, e);
      }
    }
  }

  /** What is wrong with the way in which a text was read; empty where nothing is. */
  private static String defect(Reading read) {
    if (read.findings().isEmpty() != read.file().intact()) {
      return "intact or not, the findings say otherwise";
    }
    for (Finding finding : read.findings()) {
      if (finding.message().length() > 600 || !ONE_LINE.matcher(finding.message()).matches()) {
        return "not one line: " + finding.message();
      }
    }
    boolean silent = read.findings().isEmpty() && read.file().root().isEmpty();
    return silent && read.file().source().text().lines().anyMatch(YamlReaderFuzzTest::isContent)
        ? "content was passed over in silence"
        : "";
  }

  private static boolean isContent(String line) {
    return !line.isBlank() && !line.strip().matches("[#%].*|[.]{3}.*|---");
  }

  @Test
  void decodesOrRefusesDamagedBytes() {
    Random random = new Random(SEED);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] bytes = SOUND.get(i % SOUND.size()).getBytes(StandardCharsets.UTF_8);
      for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Optional<SourceText> source = SourceText.decode("file.yaml", bytes);
      String defect = source.map(Reading::of).map(YamlReaderFuzzTest::defect).orElse("");
      assertThat(defect).as("case %d", i).isEmpty();
      refused += source.isEmpty() ? 1 : 0;
    }
    assertThat(refused).as("not UTF-8").isBetween(200, 1_900);
  }

  private static String damaged(Random random) {
    StringBuilder text = new StringBuilder(SOUND.get(random.nextInt(SOUND.size())));
    for (int damage = 1 + random.nextInt(6); damage > 0; damage--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(40));
      switch (random.nextInt(5)) {
        case 0 -> text.insert(at, CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        case 1 -> text.delete(at, Math.min(end, at + 1));
        case 2 -> text.insert(at, TOKENS.get(random.nextInt(TOKENS.size())));
        case 3 -> text.delete(at, end);
        default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
      }
    }
    return text.toString();
  }
}
