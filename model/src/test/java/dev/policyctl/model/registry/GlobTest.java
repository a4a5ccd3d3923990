package dev.policyctl.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "*, a/b, true",
    "**, a/b, true",
    "***, a/b, true",
    "*, '', true",
    "a/*, a/b, true",
    "a/*, a/, true",
    "a/*, a/b/c, false",
    "a/**, a/b/c, true",
    "a/**, a, false",
    "*/b, a/b, true",
    "**b, x/y/b, true",
    "*b, x/b, false",
    "openai/gpt-4o*, openai/gpt-4o-mini, true",
    "openai/gpt-4o*, OpenAI/gpt-4o, false",
    "a.c, abc, false",
    "a?c, abc, false",
    "[ab], a, false",
    "a, a, true",
    "a, ab, false",
    "'', '', true",
    "'', a, false",
    "a***c, a/b/c, true",
    "*a*b*, xxaxxbxx, true",
    "*a*b*, xxbxxaxx, false"
  })
  void matchesTheWholeString(String glob, String text, boolean expected) {
    assertThat(Glob.of(glob).matches(text)).isEqualTo(expected);
  }

  @Test
  void knowsTheGlobsThatStandForEveryEntry() {
    assertThat(Glob.of("*").matchesEverything()).isTrue();
    assertThat(Glob.of("**").matchesEverything()).isTrue();
    assertThat(Glob.of("*/**").matchesEverything()).isFalse();
    assertThat(Glob.of("").matchesEverything()).isFalse();
    assertThat(Glob.of("a").matchesEverything()).isFalse();
  }

  @Test
  void isAGlobExactlyWithAStar() {
    assertThat(Glob.isGlob("a*")).isTrue();
    assertThat(Glob.isGlob("a?[b]")).isFalse();
    assertThat(Glob.of("a*b")).hasToString("a*b");
  }
}
