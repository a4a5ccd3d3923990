package dev.policyctl.signing.ssh;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.policyctl.signing.SigningException;
import org.junit.jupiter.api.Tag;

/**
 * Fuzz targets: a crash, a hang or a forgery fails. They run on the kept inputs beside them; with
 * {@code JAZZER_FUZZ=1} and one target named, on new ones.
 */
@Tag("slow")
class SshParsersFuzzTest {

  @FuzzTest(maxDuration = "60s")
  void armor(byte[] armor) {
    if (HostileBytes.forges(armor)) {
      throw new AssertionError("forged");
    }
  }

  @FuzzTest(maxDuration = "60s")
  void blob(byte[] blob) {
    if (HostileBytes.forges(SshArmor.encode(blob))) {
      throw new AssertionError("forged");
    }
  }

  @FuzzTest(maxDuration = "60s")
  void allowedSigners(byte[] file) {
    HostileBytes.allowedBy(file);
  }

  @FuzzTest(maxDuration = "60s")
  void revocationList(byte[] file) throws SigningException {
    HostileBytes.isRevocationList(file);
  }

  @FuzzTest(maxDuration = "60s")
  void identity(byte[] wire) {
    HostileBytes.isIdentity(wire);
  }
}
