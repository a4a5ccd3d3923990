package dev.policyctl.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.schema.SchemaValidator;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.SourceText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile input, one test or more a row of the threat model's table C. None measures time: what
 * would take minutes is not attempted at all, and the tests show that.
 */
class InputThreatsTest {
  private static final String POLICY =
      """
      schemaVersion: 1
      bundle: { name: acme, version: 1.0.0, environment: prod, tenant: acme }
      rules:
        - { id: %s, priority: 1, effect: deny }
      """;

  private static List<FindingCode> codes(Reading read) {
    return read.findings().stream().map(Finding::code).toList();
  }

  private static int size(Node node) {
    if (node instanceof MapNode map) {
      return 1 + map.entries().stream().mapToInt(entry -> size(entry.value())).sum();
    }
    return node instanceof ListNode list
        ? 1 + list.items().stream().mapToInt(InputThreatsTest::size).sum()
        : 1;
  }

  @Test
  void c1AliasBombIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 8; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a").append(i).append(": &a").append(i).append(" [");
      bomb.append((alias + ", ").repeat(6)).append(alias).append("]\n");
    }
    Reading read = Reading.of(bomb.toString());
    assertThat(codes(read)).hasSize(9 + 8 * 7).containsOnly(FindingCode.FORBIDDEN_YAML);
    assertThat(read.file().root().map(InputThreatsTest::size)).hasValue(1 + 9 + 9 * 7);
  }

  @Test
  void c1RecursiveAliasIsRefused() {
    Reading read = Reading.of("a: &a [*a, { b: *a }]\n");
    assertThat(read.lines())
        .containsExactly(
            "PC003 1:4 the anchor `&a` is not allowed in a policy file | remove it | &a",
            "PC003 1:8 the alias `*a` is not allowed in a policy file | repeat the value | *a",
            "PC003 1:17 the alias `*a` is not allowed in a policy file | repeat the value | *a");
  }

  @Test
  void c1MergeKeysTagsAndSecondDocumentsAreRefused() {
    assertThat(Reading.of("a: { <<: { b: 1 } }\nc: !!str d\n---\ne: 1\n").lines())
        .containsExactly(
            "PC003 1:6 a merge key is not allowed in a policy file | write the keys out | <<",
            "PC003 2:4 a tag is not allowed in a policy file | remove it; a value's type follows"
                + " from how it is written | !!str d",
            "PC003 3:1 a second document is not allowed in a policy file | put it into a file of its"
                + " own | ---");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "[{a: ", "- ", "? ", "- ? "})
  void c2DeepNestingIsRefused(String level) {
    Reading read = Reading.of(level.repeat(10_000));
    assertThat(codes(read)).containsExactly(FindingCode.INPUT_LIMIT);
    assertThat(read.findings().get(0).message()).isEqualTo("nested deeper than 64 levels");
    assertThat(read.file().intact()).isFalse();
  }

  @Test
  void c2NestingOfBlocksByIndentationIsRefused() {
    StringBuilder deep = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      deep.append(" ".repeat(i)).append("a:\n");
    }
    Reading read = Reading.of(deep.toString());
    assertThat(read.lines()).containsExactly("PC002 65:65 nested deeper than 64 levels | - | ");
  }

  @Test
  void c2SixtyFourLevelsAreRead() {
    assertThat(Reading.of("[".repeat(64) + "]".repeat(64)).findings()).isEmpty();
    assertThat(codes(Reading.of("[".repeat(65) + "]".repeat(65))))
        .containsExactly(FindingCode.INPUT_LIMIT);
  }

  @Test
  void c3IntegerOfAMillionDigitsIsNeverConverted() {
    Reading read = Reading.of("a: " + "9".repeat(1_000_000) + "\n");
    assertThat(codes(read)).containsExactly(FindingCode.INPUT_LIMIT);
    assertThat(read.file().root()).as("no parser saw it").isEmpty();
  }

  @Test
  void c3IntegerWithinTheLimitOfScalarsIsNeverConverted() {
    Reading read = Reading.of("a: " + "9".repeat(60_000) + "\nb: 1\n");
    assertThat(codes(read)).containsExactly(FindingCode.INVALID_NUMBER);
    MapNode root = (MapNode) read.file().root().orElseThrow();
    assertThat(root.find("a").map(Node::describe)).hasValue("a broken value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "0x8000000000000000"})
  void c3NumberBeyond64BitsIsRefused(String number) {
    assertThat(codes(Reading.of("a: " + number))).containsExactly(FindingCode.INVALID_NUMBER);
  }

  @Test
  void c3ScalarOfFourMegabytesIsRefusedBeforeItIsParsed() {
    for (String text : List.of("a: " + "x".repeat(4 << 20), "a: \"" + "x".repeat(4 << 20) + "\"")) {
      Reading read = Reading.of(text);
      assertThat(codes(read)).containsExactly(FindingCode.INPUT_LIMIT);
      assertThat(read.file().root()).isEmpty();
    }
  }

  @Test
  void c3LongScalarOfManyLinesIsRefused() {
    for (String text :
        List.of(
            "a: |\n" + " bbb\n".repeat(20_000),
            "a: \"" + "bbb\n ".repeat(20_000) + "\"",
            "a: " + "b,".repeat(40_000))) {
      Reading read = Reading.of(text);
      assertThat(codes(read)).containsExactly(FindingCode.INPUT_LIMIT);
      assertThat(read.findings().get(0).span().toString()).isEqualTo("file.yaml:1:4");
    }
  }

  @Test
  void c3NumberWithAHugeExponentIsNeverExpanded() {
    assertThat(codes(Reading.of("[1e999999999, 1e-999999999, 1e19, 0.0000000000000000001]")))
        .hasSize(4)
        .containsOnly(FindingCode.INVALID_NUMBER);
  }

  @Test
  void c4DuplicateKeysAreRefused() {
    assertThat(Reading.of("a: 1\n\"a\": 2\n").lines())
        .containsExactly("PC004 2:1 the key `a` is here twice | keep one of the two | \"a\"");
  }

  @Test
  void c4KeysThatAreEqualAfterNormalisationAreRefused() {
    Reading read = Reading.of("caf\u00e9: 1\ncafe\u0301: 2\n\"cafe\\u0301\": 3\n");
    assertThat(codes(read)).hasSize(2).containsOnly(FindingCode.DUPLICATE_KEY);
    MapNode root = (MapNode) read.file().root().orElseThrow();
    assertThat(root.entries()).as("the first stays").hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x07, 0x1b, 0x7f, 0x85, 0xad, 0x200b, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e, 0x2060,
        0x2066, 0xfeff, 0xd800, 0xdc00, 0xe0041
      })
  void c5InvisibleCharacterIsRefused(int codePoint) {
    String character = new String(Character.toChars(codePoint));
    String name = String.format("U+%04X", codePoint);
    Reading read = Reading.of(SchemaKind.POLICY, POLICY.formatted("d" + character + "eny"));
    assertThat(read.lines())
        .as("said once, and the value is not judged")
        .singleElement()
        .asString()
        .startsWith("PC005 4:12 forbidden character " + name + " | remove it");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\\0", "\\e", "\\u202e", "\\u200B", "\\uFEFF", "\\ud800", "\\udc00", "\\x85"})
  void c5InvisibleCharacterBehindAnEscapeIsRefused(String escape) {
    Reading read = Reading.of(SchemaKind.POLICY, POLICY.formatted("\"a" + escape + "b\""));
    assertThat(codes(read)).containsExactly(FindingCode.FORBIDDEN_CHARACTER);
    assertThat(read.findings().get(0).message()).endsWith(", written as an escape");
  }

  @Test
  void c5ByteOrderMarkIsAcceptedAtTheVeryBeginningAlone() {
    byte[] bytes = "\uFEFFa: b\uFEFF\n".getBytes(StandardCharsets.UTF_8);
    assertThat(Reading.of(SourceText.decode("file.yaml", bytes).orElseThrow()).lines())
        .singleElement()
        .asString()
        .startsWith("PC005 1:5 forbidden character U+FEFF");
  }

  @Test
  void c5ThousandsOfInvisibleCharactersAreCountedNotListed() {
    Reading read = Reading.of("\u200b\n".repeat(5_000));
    assertThat(read.findings()).hasSize(21);
    assertThat(read.lines())
        .contains("PC005 1:1 4980 more forbidden characters in this file | - | ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0430llow", "al\u217cow", "deny\u00a0", "\uff44eny", "d\u0117ny"})
  void c5LookAlikeLettersInIdsAreRefused(String id) {
    assertThat(codes(Reading.of(SchemaKind.POLICY, POLICY.formatted(id))))
        .containsExactly(FindingCode.INVALID_VALUE);
    assertThat(codes(Reading.of(SchemaKind.ROLES, "schemaVersion: 1\nroles: { " + id + ": }")))
        .containsExactly(FindingCode.INVALID_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", ".nan", ".NaN", ".inf", "-.Inf", "+.INF"})
  void c6NumberThatIsNoneIsRefused(String number) {
    Reading read = Reading.of("a: " + number);
    assertThat(codes(read)).containsExactly(FindingCode.INVALID_NUMBER);
    MapNode root = (MapNode) read.file().root().orElseThrow();
    assertThat(root.find("a"))
        .get()
        .isInstanceOfSatisfying(
            ScalarNode.class, node -> assertThat(node.text()).as("no value").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"!!binary aGVsbG8=", "!!java.net.URL [x]", "!<tag:yaml.org,2002:set> {}", "! a"})
  void c6TagIsRefused(String value) {
    assertThat(codes(Reading.of("a: " + value))).containsExactly(FindingCode.FORBIDDEN_YAML);
  }

  @Test
  void c7GlobWithThousandsOfStarsIsMatched() {
    // Backtracking would try more paths than there are atoms; this takes length times length steps.
    String text = "a".repeat(3_000);
    assertThat(Glob.of("*a".repeat(1_500) + "b").matches(text)).isFalse();
    assertThat(Glob.of("**a".repeat(1_500) + "*").matches(text)).isTrue();
    assertThat(Glob.of("*".repeat(60_000)).matches(text)).isTrue();
    assertThat(Glob.of("*".repeat(60_000)).matchesEverything()).as("a run is one").isTrue();
  }

  @Test
  void c7GlobMatchesAsItsDefinitionSays() {
    long seed = Long.getLong("policyctl.seed", 20_260_901L);
    Random random = new Random(seed);
    int matches = 0;
    for (int i = 0; i < 50_000; i++) {
      String pattern = word(random, "ab/**", 8);
      String text = word(random, "ab/", 7);
      boolean expected = pattern.matches("\\*{1,2}") || byDefinition(pattern, 0, text, 0);
      assertThat(Glob.of(pattern).matches(text))
          .as("seed %d: `%s` on `%s`", seed, pattern, text)
          .isEqualTo(expected);
      matches += expected ? 1 : 0;
    }
    assertThat(matches).isBetween(2_000, 48_000);
  }

  private static String word(Random random, String alphabet, int longest) {
    StringBuilder word = new StringBuilder();
    for (int length = random.nextInt(longest + 1); length > 0; length--) {
      word.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return word.toString();
  }

  private static boolean byDefinition(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    if (pattern.charAt(p) != '*') {
      return t < text.length()
          && text.charAt(t) == pattern.charAt(p)
          && byDefinition(pattern, p + 1, text, t + 1);
    }
    int behind = p;
    while (behind < pattern.length() && pattern.charAt(behind) == '*') {
      behind++;
    }
    boolean whole = behind - p == pattern.length();
    for (int end = t; end <= text.length(); end++) {
      boolean crosses = text.substring(t, end).contains("/") && behind - p == 1 && !whole;
      if (!crosses && byDefinition(pattern, behind, text, end)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void c7RemoteReferencesAreNeverFetched() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      server.configureBlocking(false);
      String url = "http://127.0.0.1:" + server.socket().getLocalPort() + "/x.json";
      Reading read =
          Reading.of(
              """
              schemaVersion: 1
              $schema: %1$s
              $ref: %1$s
              $id: %1$s
              tools: { $ref: %1$s }
              """
                  .formatted(url));
      Node root = read.file().root().orElseThrow();
      assertThat(new SchemaValidator().validate(SchemaKind.TOOLS, root).all())
          .extracting(Finding::code)
          .contains(FindingCode.UNKNOWN_KEY, FindingCode.INVALID_VALUE);
      assertThat(server.accept()).as("a connection").isNull();
    }
  }
}
