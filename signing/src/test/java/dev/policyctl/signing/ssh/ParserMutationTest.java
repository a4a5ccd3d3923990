package dev.policyctl.signing.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.SigningException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sound inputs, changed at random by a seed: refused or read, never a crash, a hang or a forgery.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParserMutationTest {
  private static final long SEED = 77_2026;
  private static final int ROUNDS = 4_000;

  private SshKeygen keygen;

  @BeforeAll
  void tool(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
    keygen.key("authority", "ecdsa");
    keygen.key("ada", "ed25519");
    keygen.certify("authority", "ada", "-I", "id", "-n", "ada@acme.example", "-z", "9");
  }

  private static void mutate(byte[] sound, Consumer<byte[]> check) {
    Random random = new Random(SEED);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = mutated(sound, random);
            try {
              check.accept(bytes);
            } catch (RuntimeException | Error e) {
              throw new AssertionError(
                  "seed " + SEED + ", round " + round + ": " + Arrays.toString(bytes), e);
            }
          }
        });
  }

  private static byte[] mutated(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0 && bytes.length > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, at);
        case 3 -> bytes = spliced(bytes, at, at + random.nextInt(40), random.nextInt(bytes.length));
        case 4 -> bytes = spliced(bytes, at, at, at + 1);
        default ->
            Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) (random.nextInt(3) - 1));
      }
    }
    return bytes;
  }

  /** The part from start to end is repeated or dropped at another place. */
  private static byte[] spliced(byte[] bytes, int start, int end, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, Math.min(to, bytes.length));
    out.write(bytes, start, Math.min(end, bytes.length) - start);
    out.write(bytes, Math.min(bytes.length, to), bytes.length - Math.min(bytes.length, to));
    return out.toByteArray();
  }

  @Test
  void armor() {
    mutate(HostileBytes.soundArmor(), bytes -> assertThat(HostileBytes.forges(bytes)).isFalse());
  }

  @Test
  void blobInsideSoundArmor() throws Exception {
    mutate(
        SshArmor.decode(HostileBytes.soundArmor()),
        blob -> assertThat(HostileBytes.forges(SshArmor.encode(blob))).isFalse());
  }

  @Test
  void certificate() throws Exception {
    byte[] sound = PublicKeyText.at(keygen.text("ada-cert.pub"), 0).wire();
    assertThat(HostileBytes.isIdentity(sound)).isTrue();
    mutate(
        sound,
        wire -> assertThat(HostileBytes.isIdentity(wire)).isEqualTo(Arrays.equals(wire, sound)));
  }

  @Test
  void revocationList() {
    String lines = "serial: 1-40\nserial: 77\nserial: 79\nserial: 900\nid: someone\n";
    keygen.write(
        "spec", (lines + "sha256: " + keygen.line("ada") + "\n").getBytes(StandardCharsets.UTF_8));
    keygen.run("-q", "-k", "-f", "krl", "-s", "authority.pub", "spec", "authority.pub");
    mutate(
        keygen.bytes("krl"),
        file -> {
          try {
            HostileBytes.isRevocationList(file);
          } catch (SigningException e) {
            throw new AssertionError(e);
          }
        });
  }

  @Test
  void allowedSigners() {
    String sound =
        "# signers\n"
            + HostileBytes.LINE
            + "\n*@acme.example cert-authority,namespaces=\"git\",valid-after=\"20200101Z\" "
            + keygen.line("authority")
            + " comment\r\n";
    mutate(
        sound.getBytes(StandardCharsets.UTF_8),
        file -> {
          for (AllowedSigner signer : HostileBytes.allowedBy(file)) {
            String key = Base64.getEncoder().encodeToString(signer.key().wire());
            assertThat(new String(file, StandardCharsets.ISO_8859_1)).contains(key);
            assertThat(signer.namespaces()).isPresent();
          }
        });
    assertThat(HostileBytes.allowedBy(sound.getBytes(StandardCharsets.UTF_8))).hasSize(2);
  }
}
