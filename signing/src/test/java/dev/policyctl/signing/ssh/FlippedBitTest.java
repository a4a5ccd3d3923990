package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.NOW;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.signers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.SigningException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No signature holds after a change of any one bit of it or of what was signed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlippedBitTest {
  private SshKeygen keygen;
  private SshVerifier verifier;

  @BeforeAll
  void keys(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
    keygen.key("ed25519", "ed25519");
    keygen.key("ecdsa256", "ecdsa", "-b", "256");
    keygen.key("ecdsa384", "ecdsa", "-b", "384");
    keygen.key("ecdsa521", "ecdsa", "-b", "521");
    keygen.key("rsa", "rsa", "-b", "2048");
    StringBuilder allowed = new StringBuilder();
    for (String key : List.of("ed25519", "ecdsa256", "ecdsa384", "ecdsa521", "rsa")) {
      allowed.append(GIT).append(keygen.line(key)).append('\n');
    }
    keygen.key("authority", "ed25519");
    keygen.certify("authority", "ed25519", "-I", "id", "-n", "ada@acme.example");
    allowed
        .append("*@acme.example cert-authority,namespaces=\"git\" ")
        .append(keygen.line("authority"));
    AllowedSigners signers = signers(allowed.toString());
    assertThat(signers.problems()).isEmpty();
    verifier = new SshVerifier(signers, RevokedKeys.none());
  }

  /** The steps are primes to eight, so that all bits of a byte have their turn. */
  @ParameterizedTest
  @CsvSource({
    "ed25519, 1",
    "ed25519-cert.pub, 7",
    "ecdsa256, 7",
    "ecdsa384, 11",
    "ecdsa521, 13",
    "rsa, 5"
  })
  void refusesSignatureWithFlippedBit(String key, int step) throws Exception {
    byte[] armor = keygen.sign(key, PAYLOAD, "git");
    assertThat(verifier.verify(PAYLOAD, armor, "git", NOW)).isNotNull();
    byte[] blob = SshArmor.decode(armor);
    assertThat(survivors(PAYLOAD, blob, step)).isEmpty();
  }

  private List<Integer> survivors(byte[] payload, byte[] blob, int step) {
    List<Integer> survivors = new ArrayList<>();
    for (int bit = 0; bit < blob.length * 8; bit += step) {
      if (accepts(payload, SshArmor.encode(flipped(blob, bit)))) {
        survivors.add(bit);
      }
    }
    return survivors;
  }

  @Test
  void refusesArmorWithFlippedBit() {
    byte[] armor = keygen.sign("ed25519", PAYLOAD, "git");
    List<Integer> survivors = new ArrayList<>();
    for (int bit = 0; bit < armor.length * 8; bit++) {
      if (accepts(PAYLOAD, flipped(armor, bit))) {
        survivors.add(bit);
      }
    }
    assertThat(survivors).isEmpty();
  }

  @Test
  void refusesPayloadWithFlippedBit() {
    byte[] armor = keygen.sign("ed25519", PAYLOAD, "git");
    for (int bit = 0; bit < PAYLOAD.length * 8; bit++) {
      assertThat(accepts(flipped(PAYLOAD, bit), armor)).as("bit " + bit).isFalse();
    }
  }

  private boolean accepts(byte[] payload, byte[] armor) {
    try {
      verifier.verify(payload, armor, "git", NOW);
      return true;
    } catch (SigningException e) {
      return false;
    }
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] copy = bytes.clone();
    copy[bit / 8] ^= (byte) (1 << bit % 8);
    return copy;
  }
}
