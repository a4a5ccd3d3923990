package dev.policyctl.signing.armor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArmorTest {
  private static final int LIMIT = 10_000;

  private static List<ArmorBlock> read(String text) throws SigningException {
    return Armor.read(text.getBytes(ISO_8859_1), LIMIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-----BEGIN A B-----\nAQID\n-----END A B-----\n",
        "-----BEGIN A B-----\n\nAQID\n-----END A B-----",
        "\n\n-----BEGIN A B-----\r\nVersion: 1\r\nComment: \r\n\r\nAQID\r\n-----END A B-----\r\n\r\n",
        "-----BEGIN A B-----\n\nAQ\nID\n=KWOd\n-----END A B-----\n"
      })
  void readsOneBlock(String text) throws Exception {
    List<ArmorBlock> blocks = read(text);
    assertThat(blocks).hasSize(1);
    assertThat(blocks.get(0).label()).isEqualTo("A B");
    assertThat(blocks.get(0).body()).containsExactly(1, 2, 3);
  }

  @Test
  void knowsTheChecksum() throws Exception {
    // Of "123456789" it is 0x21CF02: the usual check value of CRC-24/OPENPGP.
    String right = "-----BEGIN A-----\n\nMTIzNDU2Nzg5\n=Ic8C\n-----END A-----\n";
    assertThat(read(right).get(0).checksumAgrees()).isTrue();
    assertThat(read(right).get(0).hasChecksum()).isTrue();
    assertThat(read(right.replace("=Ic8C", "=Ic8D")).get(0).checksumAgrees()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\n-----BEGIN A-----\nAQID\n-----END A-----\n",
        "-----BEGIN A-----\nAQID\n-----END A-----\nx",
        " -----BEGIN A-----\nAQID\n-----END A-----\n",
        "-----BEGIN A----- \nAQID\n-----END A-----\n",
        "-----BEGIN A-----\nAQID\n-----END B-----\n",
        "-----BEGIN A-----\nAQID\n",
        "-----BEGIN A-----\n-----END A-----\n",
        "-----BEGIN A-----\nAQID\n\nAQID\n-----END A-----\n",
        "-----BEGIN A-----\nAQI\n-----END A-----\n",
        "-----BEGIN A-----\nAQIDA\n-----END A-----\n",
        "-----BEGIN A-----\nAR==\n-----END A-----\n",
        "-----BEGIN A-----\nAQ==AQID\n-----END A-----\n",
        "-----BEGIN A-----\nAQID \n-----END A-----\n",
        "-----BEGIN A-----\nAQ\u00ccID\n-----END A-----\n",
        "-----BEGIN A-----\nA\rQID\n-----END A-----\n",
        "-----BEGIN A-----\nVersion: 1\nAQID\n-----END A-----\n",
        "-----BEGIN A-----\nHash: SHA1\n\nAQID\n-----END A-----\n",
        "-----BEGIN A-----\n\nAQID\n=KWOd\nAQID\n-----END A-----\n",
        "-----BEGIN A-----\n\nAQID\n=KWOd\n=KWOd\n-----END A-----\n"
      })
  void refusesWhateverHasTwoReadings(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            SigningException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.MALFORMED));
  }

  @Test
  void refusesLongLinesAndLongTexts() {
    String line = "AQID".repeat(20);
    assertThatThrownBy(() -> read("-----BEGIN A-----\n" + line + "\n-----END A-----\n"))
        .isInstanceOf(SigningException.class);
    assertThatThrownBy(() -> read("\n".repeat(LIMIT + 1))).isInstanceOf(SigningException.class);
  }
}
