package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How {@code diff} reports. */
class DiffOutputTest {
  private static final String WITNESS =
      "{\"subject\":{\"type\":\"user\",\"id\":\"witness\",\"properties\":{\"roles\":[\"analyst\"],"
          + "\"tenant\":\"acme\",\"exp\":1788224400}},\"resource\":{\"type\":\"model\",\"id\":"
          + "\"openai/o3\"},\"context\":{\"time\":\"2026-09-01T00:00:00Z\",\"environment\":\"prod\","
          + "\"route\":\"chat\",\"classifications\":[\"pii\"]}}";

  @TempDir Path temp;

  @BeforeEach
  void makeTwoFolders() {
    Folder.sound(temp.resolve("old"));
    Folder.sound(temp.resolve("new"))
        .replace(
            Folder.POLICY,
            "models: [openai/gpt-4o], classifications: [pii]",
            "models: [openai/*], classifications: [pii]")
        .replace(Folder.POLICY, "1.0.0", "1.1.0")
        .append(Folder.POLICY, "identity: { requireExpiry: false }\n");
  }

  private Program diff(int exit) {
    return Program.exits(exit).in(temp);
  }

  @Test
  void prettyIsForPeople() {
    diff(0)
        .prints(
            """
            folder ./old → folder ./new, as of 2026-09-01T00:00:00Z
            prod/acme: broadening: 1 combination deny → allow, 1 change that no request shows; required bump: minor (1.0.0 → 1.1.0, declared 1.1.0)
              role `analyst` × route `chat` × model `openai/o3` × classification `pii`: deny → allow + log audit (1 combination)
                decided by no rule before, by `analysts-pii` after
                witness: %s
              replay: give a witness to `policyctl eval prod/acme --explain`
              broadening: identity: an expiry is no longer required
              minor: identity: an expiry is no longer required
              minor: rule `analysts-pii` matches more: model
              minor: some requests go from deny to allow

            """
                .formatted(WITNESS))
        .run("diff", "./old", "./new", "--as-of", "2026-09-01");
  }

  @Test
  void markdownIsForAPullRequest() {
    diff(0)
        .prints(
            """
            <!-- policyctl:diff -->
            - **prod/acme: broadening**: 1 combination deny → allow, 1 change that no request shows; required bump: minor (1.0.0 → 1.1.0, declared 1.1.0)

            policyctl diff, `folder ./old` → `folder ./new`, as of 2026-09-01T00:00:00Z

            <details><summary>prod/acme</summary>

            - broadening: identity: an expiry is no longer required
            - role `analyst` × route `chat` × model `openai/o3` × classification `pii`: **deny → allow + log audit** (1 combination)
              - decided by no rule before, by `analysts-pii` after
              - witness: `%s`

            Required bump: **minor**

            - minor: identity: an expiry is no longer required
            - minor: rule `analysts-pii` matches more: model
            - minor: some requests go from deny to allow

            </details>
            """
                .formatted(WITNESS))
        .run("diff", "./old", "./new", "--as-of", "2026-09-01", "-o", "markdown");
  }

  @Test
  void everyWitnessIsDecidedAsItSays() {
    JsonNode report =
        JsonMapper.builder()
            .build()
            .readTree(diff(0).talks().run("diff", "./old", "./new", "-o", "json").out());
    for (JsonNode region : report.get("policies").get(0).get("regions")) {
      for (String side : new String[] {"before", "after"}) {
        String outcome = region.get(side).get("outcome").asString();
        diff(0)
            .input(region.get("witness") + "\n")
            .says("\"outcome\":\"" + outcome + "\"")
            .run("eval", "-C", side.equals("before") ? "old" : "new", "prod/acme");
      }
    }
  }

  @Test
  void refusesAFormatThatItDoesNotHave() {
    diff(2)
        .complains(
            "error: this report has no output format `compact`",
            "  help: there are pretty, json, markdown")
        .run("diff", "./old", "./new", "-o", "pretty", "-o", "compact=report.txt");
    diff(2)
        .complains(
            "error: this report has no output format `markdown`",
            "  help: there are pretty, compact, json")
        .run("validate", "old", "-o", "markdown");
    diff(2).complainsOf("no output format `markdown`").run("test", "old", "-o", "markdown");
  }

  @Test
  void aLongCommentIsCutAndSaysSo() {
    String rules =
        IntStream.range(0, 2_000)
            .mapToObj(
                i ->
                    "  - { id: a-rule-with-a-rather-long-name-%04d, priority: %d, effect: deny, match: { roles: [analyst] } }\n"
                        .formatted(i, 1000 + i))
            .collect(Collectors.joining());
    new Folder(temp.resolve("new"))
        .replace(Folder.POLICY, "identity:", "#identity:")
        .append(Folder.POLICY, rules);
    String comment = diff(0).talks().run("diff", "./old", "./new", "-o", "markdown").out();
    assertThat(comment.length()).isBetween(50_000, 60_000);
    assertThat(comment)
        .startsWith("<!-- policyctl:diff -->\n- **prod/acme: ")
        .containsPattern("\n</details>\n\nCut for its length: [0-9,]+ lines\\. ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pretty", "json", "markdown"})
  void hostileNamesAreShownAndNeverObeyed(String format) {
    String hostile =
        "::error::<img src=x onerror=alert(1)> @admins #1 `b` ##[group]www.x.y http://e";
    new Folder(temp.resolve("new"))
        .append("registries/models.yaml", "  openai/@admins: {}\n")
        .write("policies/prod/acme/rules/" + hostile.replace("/", "") + ".yaml", "rules: [x]\n")
        .write("policies/dev/x/policy.yaml", "\"" + hostile + "\": 1\n");
    String out = diff(1).talks().run("diff", "./old", "./new", "-o", format).out();
    assertThat(out).doesNotContain("##[");
    assertThat(out.lines().map(String::strip)).noneMatch(line -> line.startsWith("::"));
    if (format.equals("markdown")) {
      assertThat(outsideOfCode(out))
          .doesNotContain("<img", "http://", "www.")
          .doesNotContainPattern("[@#][\\w]")
          .doesNotContain("`");
    }
  }

  /** The text without its code spans: a fence of some backticks up to as many. */
  private static String outsideOfCode(String markdown) {
    return markdown
        .lines()
        .map(line -> line.replaceAll("(?<!`)(`+)(?!`)(.*?[^`])\\1(?!`)", ""))
        .collect(Collectors.joining("\n"));
  }
}
