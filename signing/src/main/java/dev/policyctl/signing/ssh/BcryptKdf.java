package dev.policyctl.signing.ssh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Makes a cipher's key from a passphrase as OpenBSD's {@code bcrypt_pbkdf} does: PBKDF2 with a
 * digest made of bcrypt, whose output is spread over the key.
 */
final class BcryptKdf {
  private static final int BLOCK = 32;
  private static final int EXPANSIONS = 64;
  private static final byte[] TEXT =
      "OxychromaticBlowfishSwatDynamite".getBytes(StandardCharsets.US_ASCII);
  private static final int[] NO_SALT = {0};

  private BcryptKdf() {}

  static byte[] derive(byte[] passphrase, byte[] salt, int rounds, int length) {
    int[] secret = words(Digests.digest("SHA-512", passphrase));
    int blocks = (length + BLOCK - 1) / BLOCK;
    byte[] key = new byte[length];
    for (int block = 0; block < blocks; block++) {
      byte[] first = ByteBuffer.allocate(salt.length + 4).put(salt).putInt(block + 1).array();
      byte[] round = hash(secret, first);
      byte[] sum = round.clone();
      for (int i = 1; i < rounds; i++) {
        round = hash(secret, round);
        for (int k = 0; k < BLOCK; k++) {
          sum[k] ^= round[k];
        }
      }
      for (int k = 0; k * blocks + block < length; k++) {
        key[k * blocks + block] = sum[k];
      }
    }
    return key;
  }

  private static byte[] hash(int[] secret, byte[] salt) {
    int[] salted = words(Digests.digest("SHA-512", salt));
    Blowfish cipher = new Blowfish();
    cipher.expand(salted, secret);
    for (int i = 0; i < EXPANSIONS; i++) {
      cipher.expand(NO_SALT, salted);
      cipher.expand(NO_SALT, secret);
    }
    int[] text = words(TEXT);
    for (int i = 0; i < EXPANSIONS; i++) {
      cipher.encipher(text);
    }
    ByteBuffer out = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    out.asIntBuffer().put(text);
    return out.array();
  }

  private static int[] words(byte[] bytes) {
    int[] words = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).asIntBuffer().get(words);
    return words;
  }
}
