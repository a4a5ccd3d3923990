package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ShellWordTest {
  @Test
  void quotesWhatAShellWouldTakeForSomethingElse() {
    String plain = "+refs/heads/release/1.0-x_y:refs/remotes/origin/release/1.0-x_y";
    assertThat(ShellWord.of(plain)).isEqualTo(plain);
    assertThat(ShellWord.of("$(reboot)")).isEqualTo("'$(reboot)'");
    assertThat(ShellWord.of("it's; x")).isEqualTo("'it'\\''s; x'");
    assertThat(ShellWord.of("größe")).isEqualTo("'größe'");
    assertThat(ShellWord.of("")).isEqualTo("''");
  }
}
