package dev.policyctl.signing.x509;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Fuzz targets: a crash, a hang or a forgery fails. They run on the kept inputs beside them; with
 * {@code JAZZER_FUZZ=1} and one target named, on new ones.
 */
@Tag("slow")
class X509FuzzTest {
  private static final Instant NOW = Instant.parse("2096-06-01T00:00:00Z");
  private static final byte[] SIGNED = "signed\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEVER_SIGNED = "never signed\n".getBytes(StandardCharsets.UTF_8);

  /** Of an authority, and the signature by a certificate of it over the first of these. */
  private static final byte[] ROOT = kept("roots/root.pem");

  private static final byte[] SIGNATURE = kept("signature/ada.pem");
  private static final X509Roots ROOTS = sound();

  private static byte[] kept(String name) {
    try (InputStream in = X509FuzzTest.class.getResourceAsStream("X509FuzzTestInputs/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static X509Roots sound() {
    try {
      X509Roots roots = X509Roots.read(ROOT);
      X509Verifier.verify(SIGNED, SIGNATURE, roots, X509RevocationLists.none(), NOW);
      return roots;
    } catch (SigningException e) {
      throw new IllegalStateException(e);
    }
  }

  @FuzzTest(maxDuration = "60s")
  void signature(byte[] armor) {
    forge(armor);
  }

  @FuzzTest(maxDuration = "60s")
  void content(byte[] der) {
    forge(Issued.pem("SIGNED MESSAGE", der));
  }

  private static void forge(byte[] armor) {
    try {
      X509Verifier.verify(NEVER_SIGNED, armor, ROOTS, X509RevocationLists.none(), NOW);
    } catch (SigningException refused) {
      return;
    }
    throw new AssertionError("forged");
  }

  @FuzzTest(maxDuration = "60s")
  void roots(byte[] file) {
    try {
      X509Roots roots = X509Roots.read(file);
      X509Verifier.verify(SIGNED, SIGNATURE, roots, X509RevocationLists.none(), NOW);
    } catch (SigningException refused) {
      // Whoever changes the roots may lose them.
    }
  }

  @FuzzTest(maxDuration = "60s")
  void revocationList(byte[] file) {
    try {
      X509RevocationLists lists = X509RevocationLists.read(List.of(file));
      X509Verifier.verify(SIGNED, SIGNATURE, ROOTS, lists, NOW);
    } catch (SigningException refused) {
      // As it should be.
    }
  }
}
