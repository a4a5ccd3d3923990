package dev.policyctl.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvalTest {
  private static final String REQUEST =
      """
      {"subject":{"type":"user","id":"u1",
        "properties":{"roles":["employee"],"tenant":"acme","exp":1790000000}},
       "action":{"name":"model.invoke"},
       "resource":{"type":"model","id":"gpt-4o"},
       "context":{"time":"2026-09-01T09:00:00Z","environment":"prod","route":"chat",
         "classifications":["public"]}}
      """;
  private static final String LINE = REQUEST.replaceAll("\n *", "") + "\n";
  private static final String ALLOWED =
      "{\"decision\":true,\"context\":{\"outcome\":\"allow\",\"reason\":\"rule\","
          + "\"determining_rules\":[\"chat-public\"],\"obligations\":[],"
          + "\"policy\":{\"name\":\"chat\",\"version\":\"1.0.0\"}}}\n";
  private static final String DENIED = "\"outcome\":\"deny\",\"reason\":\"evaluation_error\"";

  @TempDir Path temp;

  private Program eval(int exit) {
    return Program.exits(exit).in(Folder.sound(temp).path());
  }

  @Test
  void decidesOneRequestOfSeveralLinesFromAFile() {
    new Folder(temp).write("request.json", REQUEST);
    eval(0).prints(ALLOWED).run("eval", "prod/acme", "request.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prod/acme", "policies/prod/acme", "policies/prod/acme/"})
  void decidesLinesFromStandardInput(String bundle) {
    eval(0).input(LINE + "\n \r\n" + LINE).prints(ALLOWED + ALLOWED).run("eval", bundle);
    eval(0).input(LINE).prints(ALLOWED).run("eval", bundle, "-");
    eval(0).input("").run("eval", bundle);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "[]",
        "null",
        "\"{\"",
        "{\"context\":{\"time\":\"2026-09-01T09:00:00Z\",\"time\":\"x\"}}",
        "{\"subject\":",
        "{\"a\":[[[",
        "\u0000\u0001"
      })
  void aLineThatCannotBeReadIsDeniedAndTheOthersAreDecided(String line) {
    Result result = eval(0).input(line + "\n" + LINE).talks().run("eval", "prod/acme");
    assertThat(result.lines()).hasSize(2);
    assertThat(result.lines().get(0)).contains(DENIED);
    assertThat(result.out()).endsWith(ALLOWED);
  }

  @Test
  void bytesThatAreNotUtf8AreAnUnreadableRequest() {
    byte[] bytes = "\"employe\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);
    String broken = LINE.replace("\"employee\"", new String(bytes, StandardCharsets.ISO_8859_1));
    byte[] input = (broken + LINE).getBytes(StandardCharsets.ISO_8859_1);
    Result result = eval(0).input(input).talks().run("eval", "prod/acme");
    assertThat(result.lines().get(0)).contains(DENIED);
    assertThat(result.out()).endsWith(ALLOWED);
    new Folder(temp).write("latin.json", input);
    eval(0).prints(result.out()).run("eval", "prod/acme", "latin.json");
  }

  @Test
  void aHugeLineIsBoundedAndTheNextIsDecided() {
    String huge = "{\"a\":\"" + "x".repeat(40_000_000) + "\"}\n";
    Result result = eval(0).java("-Xmx96m").input(huge + LINE).talks().run("eval", "prod/acme");
    assertThat(result.lines()).hasSize(2);
    assertThat(result.lines().get(0)).contains(DENIED);
    assertThat(result.out()).endsWith(ALLOWED);
  }

  @Test
  void explainsWhyEachRuleDidNotMatch() {
    eval(0)
        .input(LINE)
        .says(
            "\"rule\":\"chat-public\",\"priority\":100,\"effect\":\"allow\",\"status\":\"decided\"",
            "\"rule\":\"analysts-pii\"",
            "\"text\":\"roles: `employee` is not among `analyst`\"")
        .run("eval", "prod/acme", "--explain");
  }

  @Test
  void countsRequestsAgainstLimitsUnlessToldNotTo() {
    Folder folder =
        Folder.sound(temp)
            .append(
                Folder.POLICY,
                "limits: [{ id: one, key: [subject], metric: requests, max: 1, window: 1h }]\n");
    Program.exits(0)
        .in(folder.path())
        .input(LINE + LINE)
        .says(ALLOWED, "\"reason\":\"limit\"", "\"limits\":[\"one\"]")
        .run("eval", "prod/acme");
    Program.exits(0)
        .in(folder.path())
        .input(LINE + LINE)
        .prints(ALLOWED + ALLOWED)
        .run("eval", "prod/acme", "--no-limits");
  }

  @Test
  void meansThePolicyWhoseNameIsClose() {
    eval(2)
        .complains("error: no policy `prd/acme`", "  help: did you mean `prod/acme`?")
        .run("eval", "prd/acme");
    eval(2).complains("error: no policy `../x`", "  help: there are prod/acme").run("eval", "../x");
  }

  @Test
  void anInvalidPolicyDecidesNothing() {
    Folder folder = Folder.sound(temp).replace(Folder.POLICY, "[employee]", "[nobody]");
    Program.exits(1)
        .in(folder.path())
        .input(LINE)
        .complainsOf("error: no decision is made: ", "unknown role `nobody`", "policyctl validate")
        .run("eval", "prod/acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere.json", "registries", "registries/roles.yaml/x"})
  void aFileThatCannotBeReadIsNotADefect(String name) {
    eval(4)
        .complainsOf("error: cannot read `" + name + "`", "help:")
        .run("eval", "prod/acme", name);
  }

  @Test
  void nothingOfARequestReachesTheTerminalRaw() {
    String hostile =
        LINE.replace("\"employee\"", "\"##[error]x\",\"\\u001b[31m\",\"\u202e\",\"\u2028\"");
    Result result = eval(0).input(hostile).says("unknown_role").run("eval", "prod/acme");
    assertThat(result.out()).doesNotContain("##[").matches("[ -~]*\n");
  }

  @Test
  void aReaderThatLeavesIsNoCrash() {
    eval(0)
        .input(LINE.repeat(20_000))
        .prints(ALLOWED)
        .complainsOf("")
        .shell("\"$@\" eval prod/acme | head -n 1");
  }
}
