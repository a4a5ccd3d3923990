package dev.policyctl.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.SigningException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.operator.PGPKeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changed signatures, payloads and keys: every bit counts, and nothing crashes. */
class OpenPgpTamperingTest {
  private static final int MUTATIONS = 20_000;

  static List<PGPKeyPair> keys() throws PGPException {
    PGPKeyPairGenerator four = ForgedKey.generator(4, ForgedCases.MADE);
    return List.of(
        four.generateLegacyEd25519KeyPair(),
        four.generateEd25519KeyPair(),
        four.generateRsaKeyPair(2048),
        four.generateNistP256ECDSAKeyPair(),
        four.generateNistP521ECDSAKeyPair(),
        ForgedKey.generator(6, ForgedCases.MADE).generateEd25519KeyPair());
  }

  private static byte[] certificate(PGPKeyPair key) {
    return new ForgedKey(key)
        .direct(d -> d.made(ForgedCases.MADE).flags(3).digest(HashAlgorithmTags.SHA512))
        .userId("Ada", d -> d.made(ForgedCases.MADE).flags(3).digest(HashAlgorithmTags.SHA512))
        .bytes();
  }

  private static byte[] signature(PGPKeyPair key) {
    return ForgedKey.sign(
        key, 0, Forged.PAYLOAD, d -> d.made(ForgedCases.SIGNED).digest(HashAlgorithmTags.SHA512));
  }

  private static void assertRefused(
      byte[] payload, byte[] armor, OpenPgpKeys keys, String what, int bit) {
    assertThat(Verdict.of(payload, armor, keys, ForgedCases.NOW))
        .as("bit %d of the %s", bit, what)
        .matches("[A-Z_]+");
  }

  private static byte[] flipped(byte[] octets, int bit) {
    byte[] flipped = octets.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }

  @ParameterizedTest
  @MethodSource("keys")
  void anyFlippedBitFails(PGPKeyPair pair) throws Exception {
    OpenPgpKeys keys = OpenPgpKeys.read(certificate(pair));
    byte[] signature = signature(pair);
    byte[] armor = Armored.signature(signature);
    assertThat(Verdict.of(Forged.PAYLOAD, armor, keys, ForgedCases.NOW)).hasSizeGreaterThan(39);
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] changed = Armored.signature(flipped(signature, bit));
      assertRefused(Forged.PAYLOAD, changed, keys, "signature", bit);
    }
    for (int bit = 0; bit < armor.length * 8; bit++) {
      assertRefused(Forged.PAYLOAD, flipped(armor, bit), keys, "armor", bit);
    }
    for (int bit = 0; bit < Forged.PAYLOAD.length * 8; bit++) {
      assertRefused(flipped(Forged.PAYLOAD, bit), armor, keys, "payload", bit);
    }
  }

  @Test
  void anyFlippedBitOfAPrimaryKeyFails() {
    PGPKeyPair pair = ForgedKey.ed25519(ForgedCases.MADE);
    byte[] armor = Armored.signature(signature(pair));
    byte[] certificate = certificate(pair);
    int keyLength = new ForgedKey(pair).bytes().length;
    for (int bit = 0; bit < keyLength * 8; bit++) {
      assertThat(Verdict.of(Forged.PAYLOAD, armor, flipped(certificate, bit), ForgedCases.NOW))
          .as("bit %d", bit)
          .matches("[A-Z_]+");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12})
  void mutatedSignaturesAreNeverAcceptedNorCrash(long seed) throws Exception {
    Random random = new Random(seed);
    for (PGPKeyPair pair : List.of(keys().get(0), keys().get(3))) {
      OpenPgpKeys keys = OpenPgpKeys.read(certificate(pair));
      byte[] signature = signature(pair);
      for (int i = 0; i < MUTATIONS / 4; i++) {
        byte[] mutated = mutated(signature, random);
        if (!Arrays.equals(mutated, signature)) {
          assertThat(Verdict.of(Forged.PAYLOAD, Armored.signature(mutated), keys, ForgedCases.NOW))
              .as("seed %d, case %d", seed, i)
              .matches("[A-Z_]+");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void mutatedKeysNeverGetAnotherFingerprintNorCrash(long seed) throws Exception {
    Random random = new Random(seed);
    for (Forged forged : ForgedCases.all()) {
      Set<String> fingerprints = OpenPgpKeys.read(forged.keys()).fingerprints();
      for (int i = 0; i < 40; i++) {
        byte[] keys = mutated(forged.keys(), random);
        String verdict = Verdict.of(Forged.PAYLOAD, forged.armor(), keys, ForgedCases.NOW);
        assertThat(verdict.matches("[A-Z_]+") || fingerprints.contains(verdict))
            .as("seed %d, %s, case %d: %s", seed, forged, i, verdict)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void noiseIsRefused(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      if (noise.length > 0) {
        noise[0] |= (byte) 0x80;
      }
      try {
        OpenPgpKeys.read(noise);
      } catch (SigningException e) {
        assertThat(e.refusal()).isNotNull();
      }
    }
  }

  private static byte[] mutated(byte[] octets, Random random) {
    byte[] mutated = octets.clone();
    switch (random.nextInt(4)) {
      case 0 -> mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      case 1 -> mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length + 8));
      case 2 -> {
        int from = random.nextInt(mutated.length);
        int count = Math.min(random.nextInt(16), mutated.length - from);
        System.arraycopy(octets, random.nextInt(octets.length - count + 1), mutated, from, count);
      }
      default -> {
        int cut = random.nextInt(mutated.length);
        mutated =
            Armored.joined(
                List.of(
                    Arrays.copyOf(octets, cut),
                    new byte[] {(byte) random.nextInt(256)},
                    Arrays.copyOfRange(octets, cut, octets.length)));
      }
    }
    return mutated;
  }
}
