package dev.policyctl.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectivesTest {

  private static List<String> directives(String text) {
    return Reading.of(text).file().directives().stream()
        .map(d -> d.span().line() + ":" + d.span().column() + " " + d.value())
        .toList();
  }

  @Test
  void findsCommentsOnLinesOfTheirOwnAndBehindValues() {
    assertThat(
            directives(
                """
                # policyctl:ignore PC201 -- one
                a: 1 # policyctl:ignore PC202 -- two
                b: [1, # policyctl:ignore PC203 -- three
                  2]
                #policyctl:ignore PC204 -- four
                """))
        .containsExactly(
            "1:1 # policyctl:ignore PC201 -- one",
            "2:6 # policyctl:ignore PC202 -- two",
            "3:8 # policyctl:ignore PC203 -- three",
            "5:1 #policyctl:ignore PC204 -- four");
  }

  @Test
  void passesOverTheSameCharactersInsideScalars() {
    assertThat(
            directives(
                """
                a: "# policyctl:ignore PC201 -- x"
                b: '# policyctl:ignore PC201 -- x'
                c: x#policyctl:ignore PC201 -- x
                d: |
                  # policyctl:ignore PC201 -- x

                  # policyctl:ignore PC201 -- x
                e: >-
                  folded # policyctl:ignore PC201 -- x
                "# policyctl:ignore PC201 -- x": 1
                """))
        .isEmpty();
  }

  @Test
  void findsACommentBehindAScalarThatMentionsDirectives() {
    assertThat(directives("a: \"# policyctl: x\" # policyctl:ignore PC201 -- y\n"))
        .containsExactly("1:21 # policyctl:ignore PC201 -- y");
  }

  @Test
  void findsACommentRightBehindABlockScalar() {
    assertThat(
            directives(
                """
                a:
                  b: |
                    text

                  # policyctl:ignore PC201 -- x
                  c: 1
                d: |
                 text
                # policyctl:ignore PC202 -- y
                """))
        .containsExactly("5:3 # policyctl:ignore PC201 -- x", "9:1 # policyctl:ignore PC202 -- y");
  }

  @Test
  void countsCodePointsBeforeAComment() {
    assertThat(directives("'é😀': 1 # policyctl:ignore PC201 -- x\n"))
        .containsExactly("1:9 # policyctl:ignore PC201 -- x");
  }

  @Test
  void takesNoCommentForOneThatMerelyMentionsDirectives() {
    assertThat(directives("# see policyctl:ignore in the manual\na: 1 # not policyctl: x\n"))
        .isEmpty();
  }

  @Test
  void endsWithTheLineWhateverItsEnd() {
    assertThat(directives("# policyctl:ignore PC201 -- x\r\na: 1\r\n"))
        .containsExactly("1:1 # policyctl:ignore PC201 -- x");
  }

  @Test
  void findsCommentsInAFileWithoutContent() {
    assertThat(directives("# policyctl:ignore PC201 -- x")).hasSize(1);
  }
}
