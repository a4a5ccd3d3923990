package dev.policyctl.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/**
 * A fuzz target: an approval's message is refused, or read as one thing alone, which its own text
 * says again. It runs on the kept inputs beside it; with {@code JAZZER_FUZZ=1} on new ones.
 */
@Tag("slow")
class ApprovalFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void statement(byte[] message) throws ApprovalRefusal {
    ApprovalStatement statement;
    try {
      statement = ApprovalStatement.parse(new String(message, StandardCharsets.UTF_8));
    } catch (ApprovalRefusal refused) {
      assertThat(refused.reason()).isNotEmpty().doesNotContain("\n");
      return;
    }
    assertThat(statement.person()).isNotBlank();
    assertThat(statement.reason()).isNotBlank();
    assertThat(ApprovalStatement.parse(statement.write())).isEqualTo(statement);
  }
}
