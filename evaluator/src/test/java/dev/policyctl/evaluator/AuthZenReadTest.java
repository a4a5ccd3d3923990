package dev.policyctl.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3: requests as JSON, and what is no request. */
final class AuthZenReadTest {
  private static final String FULL =
      """
      {"subject":{"type":"user","id":"u1","properties":{"roles":["support","x"],"tenant":"acme",
         "exp":1790000000.5,"department":{"roles":7}}},
       "action":{"name":"model.invoke","properties":[]},
       "resource":{"type":"model","id":"openai/gpt-4o","properties":{"a":1}},
       "context":{"time":"2026-09-01T11:00:00+02:00","environment":"prod","route":"support-chat",
         "classifications":["pii"],"tool":"search","region":"eu","agent":"coder",
         "input_tokens":900,"max_output_tokens":1e2,"estimated_cost_usd":0.10,"risk_score":0,
         "application_version":"7.2","prompt":[{"text":null}]},
       "options":{"evaluations_semantic":1e999999999}}
      """;

  private static Request context(String members) {
    return AuthZen.readRequest("{\"context\":{\"time\":\"2026-09-01T09:00:00Z\"," + members + "}}");
  }

  private static String defect(String json) {
    return AuthZen.readRequest(json).defect().orElse("(readable)");
  }

  @Test
  void readsEveryKnownFieldAndIgnoresOthers() {
    Request request = AuthZen.readRequest(FULL);
    assertThat(request.defect()).isEmpty();
    assertThat(request.subjectType()).hasValue("user");
    assertThat(request.subjectId()).hasValue("u1");
    assertThat(request.tenant()).hasValue("acme");
    assertThat(request.environment()).hasValue("prod");
    assertThat(request.expiry()).hasValue(Instant.ofEpochSecond(1_790_000_000L, 500_000_000));
    assertThat(request.time()).hasValue(Instant.parse("2026-09-01T09:00:00Z"));
    assertThat(request.values(Dimension.ROLES)).containsExactly("support", "x");
    assertThat(request.values(Dimension.MODELS)).containsExactly("openai/gpt-4o");
    assertThat(request.values(Dimension.ROUTES)).containsExactly("support-chat");
    assertThat(request.values(Dimension.CLASSIFICATIONS)).containsExactly("pii");
    assertThat(request.values(Dimension.TOOLS)).containsExactly("search");
    assertThat(request.values(Dimension.REGIONS)).containsExactly("eu");
    assertThat(request.values(Dimension.AGENTS)).containsExactly("coder");
    assertThat(request.values(Dimension.ACTIONS)).containsExactly("model.invoke");
    assertThat(request.attribute(Attribute.INPUT_TOKENS)).hasValue(new BigDecimal("900"));
    assertThat(request.attribute(Attribute.MAX_OUTPUT_TOKENS)).hasValue(new BigDecimal("1e2"));
    assertThat(request.attribute(Attribute.ESTIMATED_COST_USD)).hasValue(new BigDecimal("0.10"));
    assertThat(request.attribute(Attribute.RISK_SCORE)).hasValue(new BigDecimal("0"));
  }

  @Test
  void readsTheSameFromBytesAndStreams() throws IOException {
    assertThat(AuthZen.readRequest(FULL.getBytes(StandardCharsets.UTF_8)).subjectId())
        .hasValue("u1");
    assertThat(AuthZen.readRequest(new StringReader(FULL)).subjectId()).hasValue("u1");
  }

  @Test
  void takesNullForAbsence() {
    Request request =
        AuthZen.readRequest(
            """
            {"subject":{"type":null,"id":null,"properties":null},"action":null,"resource":null,
             "context":{"time":"2026-09-01T09:00:00Z","route":null,"classifications":null,
                        "input_tokens":null,"environment":null}}
            """);
    assertThat(request.defect()).isEmpty();
    assertThat(request.values(Dimension.CLASSIFICATIONS)).isEmpty();
    assertThat(request.attribute(Attribute.INPUT_TOKENS)).isEmpty();
  }

  @Test
  void keepsEmptyAndSpecialStringsAsTheyAre() {
    assertThat(context("\"route\":\"\"").values(Dimension.ROUTES)).containsExactly("");
    assertThat(context("\"route\":\"$missing\"").values(Dimension.ROUTES))
        .containsExactly("$missing");
    assertThat(context("\"classifications\":[]").values(Dimension.CLASSIFICATIONS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"route\":1",
        "\"route\":[\"chat\"]",
        "\"route\":{}",
        "\"route\":true",
        "\"environment\":1",
        "\"classifications\":\"pii\"",
        "\"classifications\":[1]",
        "\"classifications\":[null]",
        "\"classifications\":[[\"pii\"]]",
        "\"classifications\":{}",
        "\"tool\":1",
        "\"region\":[]",
        "\"agent\":false",
        "\"input_tokens\":\"900\"",
        "\"input_tokens\":true",
        "\"input_tokens\":[]",
        "\"risk_score\":{}",
      })
  void refusesKnownContextFieldOfTheWrongType(String member) {
    assertThat(context(member).defect()).get().asString().contains("`context.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'subject':[]} | `subject` is not an object",
        "{'subject':{'id':1}} | `subject.id` is not a string",
        "{'subject':{'type':{}}} | `subject.type` is not a string",
        "{'subject':{'properties':'x'}} | `subject.properties` is not an object",
        "{'subject':{'properties':{'roles':'x'}}} | `subject.properties.roles` is not an array",
        "{'subject':{'properties':{'tenant':1}}} | `subject.properties.tenant` is not a string",
        "{'subject':{'properties':{'exp':'1790000000'}}} | `subject.properties.exp` is not a number",
        "{'action':'model.invoke'} | `action` is not an object",
        "{'action':{'name':[]}} | `action.name` is not a string",
        "{'resource':{'id':7}} | `resource.id` is not a string",
        "{'resource':{'type':7}} | `resource.type` is not a string",
        "{'context':[]} | `context` is not an object",
        "{'context':{'time':1790000000}} | `context.time` is not a string",
        "{'context':{}} | `time` is absent",
        "{'context':{'time':null}} | `time` is absent",
        "{} | `time` is absent",
        "[] | not a JSON object",
        "null | not a JSON object",
        "7 | not a JSON object",
      })
  void refusesWrongShapesAndSaysWhich(String json, String expected) {
    assertThat(defect(json.replace('\'', '"'))).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-1",
        "0.5",
        "-0.5",
        "9223372036854775808",
        "1e999999999",
        "1e-999999999",
        "1e99999999999"
      })
  void refusesTokensOutsideTheirDomain(String number) {
    assertThat(context("\"input_tokens\":" + number).defect()).get().asString().contains("domain");
  }

  @Test
  void readsDecimalsOfAnySize() {
    assertThat(context("\"risk_score\":1e999999999").defect()).isEmpty();
    assertThat(context("\"risk_score\":1e-999999999").defect()).isEmpty();
    assertThat(context("\"risk_score\":-1e-999999999").defect()).isPresent();
    assertThat(context("\"risk_score\":NaN").defect()).isPresent();
    assertThat(context("\"risk_score\":" + "1".repeat(101)).defect()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"context\":{\"time\":\"2026-09-01T09:00:00Z\"},\"context\":{}}",
        "{\"context\":{\"time\":\"2026-09-01T09:00:00Z\",\"x\":{\"y\":[{\"z\":1,\"z\":1}]}}}",
        "{\"context\":{\"time\":\"2026-09-01T09:00:00Z\",\"route\":\"a\",\"r\\u006fute\":\"b\"}}",
      })
  void refusesDuplicateKeysAnywhere(String json) {
    assertThat(defect(json)).containsIgnoringCase("duplicate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", ",", "]", "x", "null", "/* c */", "\u0000"})
  void refusesTextBehindTheObject(String more) {
    String json = "{\"context\":{\"time\":\"2026-09-01T09:00:00Z\"}}";
    assertThat(defect(json + " \n")).isEqualTo("(readable)");
    assertThat(defect(json + more)).isNotEqualTo("(readable)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "{\"a\"", "{\"a\":}", "{a:1}", "{'a':1}", "\uFEFFx", "{\"a\":01}"})
  void refusesWhatIsNoJson(String json) {
    assertThat(defect(json)).isNotEqualTo("(readable)").hasSizeLessThan(300);
  }

  @Test
  void refusesNestingWithoutEnd() {
    assertThat(defect("{\"a\":" + "[".repeat(100_000))).contains("nesting");
  }

  @Test
  void refusesWhatIsTooLong() throws IOException {
    String json = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(defect(json)).isEqualTo("longer than 1 MiB");
    assertThat(AuthZen.readRequest(json.getBytes(StandardCharsets.UTF_8)).defect())
        .hasValue("longer than 1 MiB");
    assertThat(AuthZen.readRequest(new StringReader(json)).defect()).hasValue("longer than 1 MiB");
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] utf16 = FULL.getBytes(StandardCharsets.UTF_16LE);
    assertThat(AuthZen.readRequest(utf16).defect()).isPresent();
    byte[] broken = "{\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(AuthZen.readRequest(broken).defect()).hasValue("not UTF-8");
  }

  @Test
  void quotesNothingUnprintable() {
    assertThat(defect("{\"\u001b[31m\":1}")).matches("[ -~]*");
  }

  @Test
  void passesTheStreamsOwnFailureOn() {
    Reader failing =
        new Reader() {
          @Override
          public int read(char[] buffer, int offset, int length) throws IOException {
            throw new IOException("gone");
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> AuthZen.readRequest(failing)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-09-01T09:00:00Z, 2026-09-01T09:00:00Z",
    "2026-09-01t09:00:00z, 2026-09-01T09:00:00Z",
    "2026-09-01T09:00:00+02:00, 2026-09-01T07:00:00Z",
    "2026-09-01T09:00:00-23:59, 2026-09-02T08:59:00Z",
    "2026-09-01T09:00:00-00:00, 2026-09-01T09:00:00Z",
    "2026-09-01T09:00:00.1Z, 2026-09-01T09:00:00.100Z",
    "2026-09-01T09:00:00.123456789Z, 2026-09-01T09:00:00.123456789Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
  })
  void readsTimesOfRfc3339(String text, String expected) {
    assertThat(Rfc3339.parse(text)).isEqualTo(Instant.parse(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-09-01",
        "2026-09-01T09:00Z",
        "2026-09-01T09:00:00",
        "2026-09-01 09:00:00Z",
        "2026-09-01T09:00:00+0200",
        "2026-09-01T09:00:00+24:00",
        "2026-09-01T09:00:00+02:60",
        "2026-09-01T09:00:00.Z",
        "2026-09-01T09:00:00.1234567890Z",
        "2026-09-01T09:00:60Z",
        "2026-09-01T24:00:00Z",
        "2026-13-01T09:00:00Z",
        "2026-02-29T09:00:00Z",
        "+2026-09-01T09:00:00Z",
        "12026-09-01T09:00:00Z",
        "2026-09-01T09:00:00ZZ",
        "2026-09-01T09:00:00Z[Europe/Zurich]",
        "\u0662026-09-01T09:00:00Z",
        "",
      })
  void refusesOtherTimes(String text) {
    assertThat(Rfc3339.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1970-01-01T00:00:00Z",
    "-1, 1969-12-31T23:59:59Z",
    "-0.5, 1969-12-31T23:59:59.500Z",
    "1790000000.000000001, 2026-09-21T14:13:20.000000001Z",
    "1790000000.0000000001, 2026-09-21T14:13:20.000000001Z",
    "1e-999999999, 1970-01-01T00:00:00.000000001Z",
    "-1e-999999999, 1970-01-01T00:00:00Z",
    "0e999999999, 1970-01-01T00:00:00Z",
  })
  void roundsExpiryUpToNanoseconds(String seconds, String expected) {
    assertThat(Numbers.instant(new BigDecimal(seconds))).isEqualTo(Instant.parse(expected));
  }

  @Test
  void takesExpiryBeyondTimeForItsEnds() {
    for (String huge : new String[] {"1e999999999", "99999999999999999", "1e17"}) {
      assertThat(Numbers.instant(new BigDecimal(huge))).as(huge).isEqualTo(Instant.MAX);
      assertThat(Numbers.instant(new BigDecimal("-" + huge))).isEqualTo(Instant.MIN);
    }
  }
}
