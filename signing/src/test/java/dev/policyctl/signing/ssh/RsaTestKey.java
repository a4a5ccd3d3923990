package dev.policyctl.signing.ssh;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;

/** An RSA key with exponent 3, from a seed. */
record RsaTestKey(BigInteger modulus, BigInteger secret) {
  private static final BigInteger THREE = BigInteger.valueOf(3);
  private static final int BYTES = 256;

  static RsaTestKey make() {
    Random random = new Random(3);
    BigInteger p = prime(random);
    BigInteger q = prime(random);
    BigInteger phi = p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE));
    return new RsaTestKey(p.multiply(q), THREE.modInverse(phi));
  }

  /** Of 1024 bits, the upper two set, and with no third of one in it. */
  private static BigInteger prime(Random random) {
    while (true) {
      BigInteger prime = new BigInteger(1024, random).setBit(1023).setBit(1022).nextProbablePrime();
      if (!prime.mod(THREE).equals(BigInteger.ONE)) {
        return prime;
      }
    }
  }

  byte[] wire() {
    return new WireWriter().string("ssh-rsa").mpint(THREE).mpint(modulus).bytes();
  }

  byte[] armor(String algorithm, byte[] numbers) {
    byte[] signature = new WireWriter().string(algorithm).string(numbers).bytes();
    return SshSignature.armored(wire(), "git", "sha512", signature);
  }

  /** Bleichenbacher's forgery of 2006: the digest first, then whatever makes it a cube. */
  byte[] forgedByCubeRoot(byte[] digest) {
    byte[] info = {
      0x30,
      0x31,
      0x30,
      0x0d,
      0x06,
      0x09,
      0x60,
      (byte) 0x86,
      0x48,
      0x01,
      0x65,
      0x03,
      0x04,
      0x02,
      0x01,
      0x05,
      0x00,
      0x04,
      0x20
    };
    byte[] padded = new byte[BYTES];
    padded[1] = 1;
    Arrays.fill(padded, 2, 10, (byte) 0xff);
    System.arraycopy(info, 0, padded, 11, info.length);
    System.arraycopy(digest, 0, padded, 11 + info.length, digest.length);
    BigInteger root = cubeRoot(new BigInteger(1, padded)).add(BigInteger.ONE);
    byte[] cubed = fixed(root.pow(3));
    if (!Arrays.equals(cubed, 0, 11 + info.length + 32, padded, 0, 11 + info.length + 32)) {
      throw new IllegalStateException("the forgery does not even start well");
    }
    return fixed(root);
  }

  private static BigInteger cubeRoot(BigInteger number) {
    BigInteger low = BigInteger.ZERO;
    BigInteger high = BigInteger.ONE.shiftLeft(number.bitLength() / 3 + 1);
    while (low.compareTo(high) < 0) {
      BigInteger middle = low.add(high).add(BigInteger.ONE).shiftRight(1);
      if (middle.pow(3).compareTo(number) <= 0) {
        low = middle;
      } else {
        high = middle.subtract(BigInteger.ONE);
      }
    }
    return low;
  }

  private static byte[] fixed(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] fixed = new byte[BYTES];
    System.arraycopy(bytes, 0, fixed, BYTES - bytes.length, bytes.length);
    return fixed;
  }
}
