package dev.policyctl.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> WORDS =
      List.of("support_agent", "support_lead", "contractor", "openai/gpt-4o", "a", "ab");

  @ParameterizedTest
  @CsvSource({
    "suport_agent, support_agent",
    "supprot_agent, support_agent",
    "support-agent, support_agent",
    "SUPPORT_AGENT, support_agent",
    "support_agents, support_agent",
    "contracter, contractor",
    "gpt-4o, openai/gpt-4o",
    "b, a"
  })
  void findsTheWordThatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, WORDS)).hasValue(meant);
  }

  @ParameterizedTest
  @CsvSource({"employee", "xyz", "support", "contr", "''"})
  void staysSilentWhereNothingIsClose(String written) {
    assertThat(Nearest.to(written, WORDS)).isEmpty();
  }

  @Test
  void takesTheFirstOfTwoThatAreEquallyClose() {
    assertThat(Nearest.to("cat", List.of("rat", "bat", "hat"))).hasValue("bat");
    assertThat(Nearest.to("cat", List.of("hat", "bat", "rat"))).hasValue("bat");
  }

  @Test
  void neverProposesTheWordItself() {
    assertThat(Nearest.to("ab", List.of("ab"))).isEmpty();
    assertThat(Nearest.to("ab", List.of("ab", "ac"))).hasValue("ac");
  }

  @Test
  void looksAtNoWordLongerThanAnId() {
    assertThat(Nearest.to("x".repeat(129), List.of("x".repeat(128)))).isEmpty();
    assertThat(Nearest.to("x".repeat(127), List.of("x".repeat(128)))).hasValue("x".repeat(128));
  }

  @Test
  void asksInBackticks() {
    assertThat(Nearest.hint("contracter", WORDS)).hasValue("did you mean `contractor`?");
  }
}
