package dev.policyctl.signing.openpgp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.armor.Armor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/**
 * Fuzz targets: a crash, a hang, a forgery, or a key that becomes another fails. They run on the
 * kept inputs beside them; with {@code JAZZER_FUZZ=1} and one target named, on new ones.
 */
@Tag("slow")
class OpenPgpFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
  private static final byte[] SIGNED = "signed\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEVER_SIGNED = "never signed\n".getBytes(StandardCharsets.UTF_8);

  /** Of a key by gpg, and its signature over the first of these. */
  private static final byte[] CERTIFICATE = kept("keys/ada.asc");

  private static final byte[] SIGNATURE = kept("signature/ada.asc");
  private static final OpenPgpKeys ADA = sound();

  private static byte[] kept(String name) {
    try (InputStream in =
        OpenPgpFuzzTest.class.getResourceAsStream("OpenPgpFuzzTestInputs/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OpenPgpKeys sound() {
    try {
      OpenPgpKeys keys = OpenPgpKeys.read(CERTIFICATE);
      OpenPgpVerifier.verify(SIGNED, SIGNATURE, keys, NOW);
      return keys;
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  @FuzzTest(maxDuration = "60s")
  void armor(byte[] text) {
    try {
      Armor.read(text, 1 << 16).forEach(block -> block.checksumAgrees());
    } catch (SigningException refused) {
      // As it should be.
    }
  }

  @FuzzTest(maxDuration = "60s")
  void signature(byte[] armor) {
    forge(armor);
  }

  @FuzzTest(maxDuration = "60s")
  void packet(byte[] packet) {
    if (packet.length > 0) {
      forge(Armored.signature(packet));
    }
  }

  private static void forge(byte[] armor) {
    try {
      OpenPgpVerifier.verify(NEVER_SIGNED, armor, ADA, NOW);
    } catch (SigningException refused) {
      return;
    }
    throw new AssertionError("forged");
  }

  @FuzzTest(maxDuration = "60s")
  void keys(byte[] file) {
    OpenPgpKeys keys;
    try {
      keys = OpenPgpKeys.read(file);
    } catch (SigningException refused) {
      return;
    }
    for (String fingerprint : keys.fingerprints()) {
      isUsable(keys, fingerprint);
    }
    Set<String> ada = ADA.fingerprints();
    try {
      String signer = OpenPgpVerifier.verify(SIGNED, SIGNATURE, keys, NOW).fingerprint();
      if (!ada.contains(signer)) {
        throw new AssertionError("ada's signature is taken for one of " + signer);
      }
    } catch (SigningException refused) {
      // Whoever changes the file of keys may lose them.
    }
  }

  private static boolean isUsable(OpenPgpKeys keys, String fingerprint) {
    try {
      keys.demandUsable(fingerprint, NOW);
      return true;
    } catch (SigningException refused) {
      return false;
    }
  }
}
