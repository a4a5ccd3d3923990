package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who can do what, as people and programs read it. */
class QueryTest {
  private static final String AS_OF = "2026-09-01T09:00:00Z";

  @TempDir Path temp;

  private Program sound(int exit) {
    return Program.exits(exit).in(Folder.sound(temp).path());
  }

  @Test
  void saysWhoCanUnderWhichConditionsAndByWhichRules() {
    sound(0)
        .prints(
            """
            prod/acme: who can: model openai/gpt-4o

              ROLE           DECISION  ON                     CONDITIONS, OBLIGATIONS  RULES
              analyst        allow     route chat                                      chat-public
              always                   classification public
                             allow     route chat             + log:audit              analysts-pii
                                       classification pii
              employee       allow     route chat                                      chat-public
              in some cases            classification public

            never: $unknown, $missing; denied by default
            48 combinations: 3 allowed, 45 denied
            work tree, as of 2026-09-01T09:00:00Z
            """)
        .run("query", "--as-of", AS_OF, "prod/acme", "--who-can", "model=gpt-4o");
  }

  @Test
  void saysWhatARoleCan() {
    sound(0)
        .prints(
            """
            prod/acme: what can: role analyst

              DECISION  ON                     CONDITIONS, OBLIGATIONS  RULES
              allow     route chat                                      chat-public
                        model *
                        classification public
              allow     route chat             + log:audit              analysts-pii
                        model openai/gpt-4o
                        classification pii

            48 combinations: 3 allowed, 45 denied
            work tree, as of 2026-09-01T09:00:00Z
            """)
        .run("query", "--as-of", AS_OF, "--what-can", "role=analyst");
  }

  @Test
  void nobodyIsAnAnswer() {
    sound(0)
        .prints(
            """
            prod/acme: who can: route $missing

            nobody

            denied by default
            64 combinations: 0 allowed, 64 denied
            work tree, as of 2026-09-01T09:00:00Z
            """)
        .run("query", "--as-of", AS_OF, "--who-can", "route=$missing");
  }

  @Test
  void withoutEnoughBudgetItNeverSaysNobody() {
    Result result =
        sound(4)
            .says(
                "undetermined: the budget did not suffice for\n",
                "  role analyst, classification pii\n",
                "raise --budget")
            .run("query", "--budget", "1", "--who-can", "classification=pii");
    assertThat(result.out()).doesNotContain("nobody", "never");
  }

  @Test
  void conditionsAreInWords() {
    Path acme = Place.EXAMPLES.resolve("acme");
    Result result =
        Program.exits(0)
            .says(
                "mon-fri 08:00-18:00 America/New_York",
                "until 2029-12-31",
                "+ notify:#vendor-sponsors",
                "contractor-internal-sponsored")
            .run(
                "query",
                "-C",
                acme,
                "prod/acme",
                "--as-of",
                AS_OF,
                "--what-can",
                "role=contractor");
    assertThat(result.lines()).allMatch(line -> line.length() <= 140);
    Program.exits(0)
        .says("marketing-agency", "DECISION")
        .run(
            "query",
            "-C",
            acme,
            "prod/acme",
            "--as-of",
            AS_OF,
            "--what-can",
            "role=contractor",
            "route=marketing-copy",
            "time=2026-09-01T13:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "rol=x, did you mean `role`?",
    "role=analist, did you mean `analyst`?",
    "model=gpt-4, did you mean `gpt-4o`?",
    "tool=x, 'there are role, route, model, classification'",
    "classification, 'write role=analyst, model=a,b or input_tokens=..8000; the policy comes"
        + " first'",
    "model=x/*, `*` is every model of the registry",
    "input_tokens=5..2, 'write 8000, 1000..8000, ..8000, 1000.. or $missing'",
    "time=now, 'write it as 2026-09-01T09:00:00Z, or a date'"
  })
  void refusesWhatItDoesNotKnow(String term, String hint) {
    sound(2).complainsOf("error: ", "  help: " + hint).run("query", "--who-can", term);
  }

  @Test
  void refusesATimeThatIsNotLookedAt() {
    Program.exits(2)
        .complainsOf("the time 1999-01-01T00:00:00Z is not looked at", "--as-of moves where that")
        .run(
            "query",
            "-C",
            Place.EXAMPLES.resolve("acme"),
            "prod/acme",
            "--what-can",
            "time=1999-01-01");
  }

  @Test
  void asksForOneQuestionAndOnePolicy() {
    sound(2).complainsOf("a question is one of --who-can and --what-can").run("query");
    Path acme = Place.EXAMPLES.resolve("acme");
    Program.exits(2)
        .complainsOf("which policy?", "name one of dev/acme, ")
        .run("query", "-C", acme, "--who-can", "role=contractor");
  }

  @Test
  void aPolicyWithErrorsIsNotAsked() {
    Folder folder = Folder.sound(temp).replace(Folder.POLICY, "[chat]", "[chatt]");
    Program.exits(1)
        .complainsOf("PC201")
        .run("query", "-C", folder.path(), "--who-can", "model=gpt-4o");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pretty", "compact", "json"})
  void hostileTermsCommandNothing(String format) {
    for (String term : new String[] {"role=::error::x", "::error::=x", "role=##[group]x"}) {
      Result result = sound(2).complainsOf("error: ").run("query", "-o", format, "--who-can", term);
      assertThat(result.out()).isEmpty();
      assertThat(result.err().lines()).noneMatch(line -> line.stripLeading().startsWith("::"));
      assertThat(result.err()).doesNotContain("##[");
    }
  }

  @Test
  void compactIsALineARegion() {
    sound(0)
        .prints(
            """
            allow: role analyst, route chat, model openai/gpt-4o, classification pii: log:audit (analysts-pii)
            48 combinations: 1 allowed, 47 denied
            """)
        .run("query", "-o", "compact", "--who-can", "classification=pii");
  }
}
