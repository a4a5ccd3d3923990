package dev.policyctl.trust.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.trust.edit.YamlValue.Fields;
import dev.policyctl.trust.edit.YamlValue.Items;
import dev.policyctl.trust.edit.YamlValue.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a value goes in a text that people wrote, and that nothing else moves. */
final class YamlTextTest {
  private static final YamlValue KEY =
      fields(true, "print", new Word("a:b"), "type", new Word("ssh"));
  private static final YamlValue PERSON =
      fields(
          false,
          "id",
          new Word("zoe"),
          "roles",
          Items.of(List.of("author", "reviewer")),
          "keys",
          new Items(List.of(KEY)));

  /** The person as lines at an indentation of four. */
  private static final String ZOE =
      """
      - id: zoe
        roles: [author, reviewer]
        keys:
          - { print: "a:b", type: ssh }
      """
          .indent(4);

  private static Fields fields(boolean inline, Object... entries) {
    Map<String, YamlValue> fields = new LinkedHashMap<>();
    for (int i = 0; i < entries.length; i += 2) {
      fields.put((String) entries[i], (YamlValue) entries[i + 1]);
    }
    return new Fields(fields, inline);
  }

  private static YamlText read(String text) {
    return YamlText.of(new SourceText("x.yaml", text)).orElseThrow();
  }

  /** A person appended to {@code trust.people}. */
  private static Optional<String> append(String text) {
    YamlText yaml = read(text);
    MapNode root = (MapNode) yaml.root();
    return root.find("trust").isEmpty()
        ? yaml.put(root, "trust", new Fields(Map.of("people", new Items(List.of(PERSON))), false))
        : yaml.append((MapNode) root.find("trust").orElseThrow(), "people", PERSON);
  }

  private static void becomes(String before, String after) {
    assertThat(append(before)).contains(after);
    String windows = before.replace("\n", "\r\n");
    if (windows.contains("\r\n")) {
      assertThat(append(windows)).contains(after.replace("\n", "\r\n"));
    }
  }

  @Test
  void goesBehindTheLastItemOfABlock() {
    becomes(
        """
        # who
        trust:
          people:
            - id: ada   # the first
              roles: [author]
              keys:
                - { print: x }  # her laptop
                # - { print: old }

          quorum: []
        """,
        """
        # who
        trust:
          people:
            - id: ada   # the first
              roles: [author]
              keys:
                - { print: x }  # her laptop
            - id: zoe
              roles: [author, reviewer]
              keys:
                - { print: "a:b", type: ssh }
                # - { print: old }

          quorum: []
        """);
  }

  @Test
  void keepsTheIndentationThatIsThere() {
    becomes(
        "trust:\n    people:\n    -   id: ada\n", "trust:\n    people:\n    -   id: ada\n" + ZOE);
  }

  @Test
  void needsNoLineEndAtTheEnd() {
    becomes(
        "trust:\n  people:\n    - id: ada",
        "trust:\n  people:\n    - id: ada\n" + ZOE.stripTrailing());
    becomes("schemaVersion: 1", "schemaVersion: 1\ntrust:\n  people:\n" + ZOE.stripTrailing());
  }

  @Test
  void anEmptyListBecomesOneOfLines() {
    becomes(
        "trust:\n  people: []  # nobody yet\n  quorum: []\n",
        "trust:\n  people:  # nobody yet\n" + ZOE + "  quorum: []\n");
  }

  @Test
  void goesIntoBrackets() {
    String zoe = "{ id: zoe, roles: [author, reviewer], keys: [{ print: \"a:b\", type: ssh }] }";
    becomes("trust: { people: [] }\n", "trust: { people: [" + zoe + "] }\n");
    becomes("trust: {}\n", "trust: { people: [" + zoe + "] }\n");
    becomes("trust: { a: b }\n", "trust: { a: b, people: [" + zoe + "] }\n");
    becomes("trust: { a: 'b', }\n", "trust: { a: 'b', people: [" + zoe + "], }\n");
    becomes("{schemaVersion: 1}\n", "{schemaVersion: 1, trust: { people: [" + zoe + "] }}\n");
    becomes(
        "trust: { people: [\n  { id: ada }, # first\n  ] }\n",
        "trust: { people: [\n  { id: ada }, " + zoe + ", # first\n  ] }\n");
    becomes(
        "{\"trust\": {\"people\": [{\"id\": \"ada\"}]}}\n",
        "{\"trust\": {\"people\": [{\"id\": \"ada\"}, " + zoe + "]}}\n");
  }

  @Test
  void aNewKeyGoesBehindTheOthers() {
    becomes(
        "a: 1\ntrust:\n  quorum:\n    - x  # y\n# end\nb: 2\n",
        "a: 1\ntrust:\n  quorum:\n    - x  # y\n  people:\n" + ZOE + "# end\nb: 2\n");
  }

  @Test
  void columnsCountCodePoints() {
    becomes(
        "trust: { \"\uD83D\uDE00é\": x } # \uD83D\uDE00\n",
        "trust: { \"\uD83D\uDE00é\": x, people: [{ id: zoe, roles: [author, reviewer], keys: [{ print:"
            + " \"a:b\", type: ssh }] }] } # \uD83D\uDE00\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: 1\n...\n",
        "trust:\n  people:\n",
        "trust:\n  people: x\n",
        "trust:\n  a:\n",
        "trust:\n  a: |+\n    x\n\n\n\nb: 1\n...\n"
      })
  void writesNothingWhereItIsNotSure(String text) {
    assertThat(append(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "# nothing\n", "a: [\n", "a: 1\na: 2\n", "a: &x 1\n", "a: 1\n---\nb: 2\n"})
  void readsNothingThatIsBroken(String text) {
    assertThat(YamlText.of(new SourceText("x.yaml", text))).isEmpty();
  }

  @Test
  void whateverAWordHoldsItIsReadAsThatWord() {
    Random random = new Random(7);
    String letters = "ab1 #:-,[]{}'\"\\&*!|>%@`?=~.é\uD83D\uDE00tn0";
    int[] points = letters.codePoints().toArray();
    for (int round = 0; round < 3_000; round++) {
      StringBuilder word = new StringBuilder();
      for (int length = random.nextInt(8); length >= 0; length--) {
        word.appendCodePoint(points[random.nextInt(points.length)]);
      }
      for (String text : List.of("trust:\n  people:\n    - a\n", "trust: { people: [a] }")) {
        YamlText yaml = read(text);
        MapNode trust = (MapNode) ((MapNode) yaml.root()).find("trust").orElseThrow();
        assertThat(yaml.append(trust, "people", new Word(word.toString())))
            .as("%s", word)
            .isPresent();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "null", "yes", "on", "1", "1e5", "0x1", "-", "~", ""})
  void whatIsNoStringByItselfIsQuoted(String word) {
    assertThat(new Word(word).flow()).isEqualTo("\"" + word + "\"");
  }

  @Test
  void aLineEndIsNoPartOfAWord() {
    assertThatThrownBy(() -> new Word("a\nb: c")).isInstanceOf(IllegalArgumentException.class);
  }
}
