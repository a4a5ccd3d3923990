package dev.policyctl.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import dev.policyctl.model.finding.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden places: {@code path kind line:column-line:column underlined}, keys as {@code path:}. */
class SpansTest {

  private static List<String> spans(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Reading read = Reading.of(SourceText.decode("file.yaml", bytes).orElseThrow());
    assertThat(read.lines()).isEmpty();
    List<String> lines = new ArrayList<>();
    read.file().root().ifPresent(root -> walk(read, root, "", lines));
    return lines;
  }

  private static void walk(Reading read, Node node, String path, List<String> lines) {
    lines.add(line(read, path + " " + node.describe(), node.span()));
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        String child = path + "/" + entry.key().value();
        lines.add(line(read, child + ":", entry.key().span()));
        walk(read, entry.value(), child, lines);
      }
    } else if (node instanceof ListNode list) {
      for (int i = 0; i < list.items().size(); i++) {
        walk(read, list.items().get(i), path + "/" + i, lines);
      }
    }
  }

  private static String line(Reading read, String what, Span span) {
    return String.format(
        "%s %d:%d-%d:%d %s",
        what, span.line(), span.column(), span.endLine(), span.endColumn(), read.underlined(span));
  }

  @Test
  void countsCodePointsInFlowCollections() {
    assertThat(spans("a: [x, 'é€😀', {k: v}] # c\n"))
        .containsExactly(
            " a mapping 1:1-1:22 a: [x, 'é€😀', {k: v}]",
            "/a: 1:1-1:2 a",
            "/a a list 1:4-1:22 [x, 'é€😀', {k: v}]",
            "/a/0 a string 1:5-1:6 x",
            "/a/1 a string 1:8-1:13 'é€😀'",
            "/a/2 a mapping 1:15-1:21 {k: v}",
            "/a/2/k: 1:16-1:17 k",
            "/a/2/k a string 1:19-1:20 v");
  }

  @Test
  void endsABlockWithItsLastChild() {
    assertThat(spans("a:\n  - b: 1\n    c: 2\n\n  - d\n\n\ne: true\n"))
        .containsExactly(
            " a mapping 1:1-8:8 a: …",
            "/a: 1:1-1:2 a",
            "/a a list 2:3-5:6 - b: 1 …",
            "/a/0 a mapping 2:5-3:9 b: 1 …",
            "/a/0/b: 2:5-2:6 b",
            "/a/0/b an integer 2:8-2:9 1",
            "/a/0/c: 3:5-3:6 c",
            "/a/0/c an integer 3:8-3:9 2",
            "/a/1 a string 5:5-5:6 d",
            "/e: 8:1-8:2 e",
            "/e a boolean 8:4-8:8 true");
  }

  @Test
  void endsAScalarOfSeveralLinesWithItsLastCharacter() {
    assertThat(spans("a: |\n  x\n  yz\n\n\nb: plain\n  end\nc: \"q\\\n  r\"\nd: >-\n  last"))
        .containsExactly(
            " a mapping 1:1-11:7 a: | …",
            "/a: 1:1-1:2 a",
            "/a a string 1:4-3:5 | …",
            "/b: 6:1-6:2 b",
            "/b a string 6:4-7:6 plain …",
            "/c: 8:1-8:2 c",
            "/c a string 8:4-9:5 \"q\\ …",
            "/d: 10:1-10:2 d",
            "/d a string 10:4-11:7 >- …");
  }

  @Test
  void putsAnEmptyValueRightBehindItsKey() {
    assertThat(spans("a:\nb:   \nc: ''\n"))
        .containsExactly(
            " a mapping 1:1-3:6 a: …",
            "/a: 1:1-1:2 a",
            "/a nothing 1:3-1:3 ",
            "/b: 2:1-2:2 b",
            "/b nothing 2:3-2:3 ",
            "/c: 3:1-3:2 c",
            "/c a string 3:4-3:6 ''");
  }

  @Test
  void countsMultiByteKeysAsCharacters() {
    assertThat(spans("é😀: x😀y # c\n"))
        .containsExactly(
            " a mapping 1:1-1:8 é😀: x😀y", "/é😀: 1:1-1:3 é😀", "/é😀 a string 1:5-1:8 x😀y");
  }

  @Test
  void passesOverALeadingByteOrderMarkAndReadsWindowsLineEnds() {
    assertThat(spans("\uFEFFa: 1\r\nb: [1,\r\n  2]\r\n"))
        .containsExactly(
            " a mapping 1:1-3:5 a: 1 …",
            "/a: 1:1-1:2 a",
            "/a an integer 1:4-1:5 1",
            "/b: 2:1-2:2 b",
            "/b a list 2:4-3:5 [1, …",
            "/b/0 an integer 2:5-2:6 1",
            "/b/1 an integer 3:3-3:4 2");
  }

  @Test
  void countsATabOfJsonAsOneCharacter() {
    assertThat(spans("{\n\t\"a\":\t{\"b\": [\n\t\t1.5\n\t]}\n}"))
        .containsExactly(
            " a mapping 1:1-5:2 { …",
            "/a: 2:2-2:5 \"a\"",
            "/a a mapping 2:7-4:4 {\"b\": [ …",
            "/a/b: 2:8-2:11 \"b\"",
            "/a/b a list 2:13-4:3 [ …",
            "/a/b/0 a decimal number 3:3-3:6 1.5");
  }

  @Test
  void findsNothingInFilesWithoutContent() {
    for (String text : List.of("", " \n", "# only a comment\n", "\n\n", "\uFEFF", "\r\n")) {
      assertThat(spans(text)).as("[%s]", text).isEmpty();
      assertThat(Reading.of(new SourceText("f", text.replace("\uFEFF", ""))).file().intact())
          .isTrue();
    }
  }

  @Test
  void typesScalarsByTheCoreSchema() {
    assertThat(
            spans(
                "[no, yes, 2026-01-01, 0x1F, 0o17, 1_000, +1, -0, 1e3, .5, ~, Null, TRUE, '1',"
                    + " 1.0, 9223372036854775807, <<]"))
        .extracting(line -> line.replaceAll("^/\\d+ | \\d+:\\d+-\\d+:\\d+", ""))
        .contains(
            "a string no",
            "a string yes",
            "a string 2026-01-01",
            "an integer 0x1F",
            "an integer 0o17",
            "a string 1_000",
            "an integer +1",
            "an integer -0",
            "a decimal number 1e3",
            "a decimal number .5",
            "nothing ~",
            "nothing Null",
            "a boolean TRUE",
            "a string '1'",
            "a decimal number 1.0",
            "an integer 9223372036854775807",
            "a string <<");
  }
}
