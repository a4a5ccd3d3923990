package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.refused;
import static dev.policyctl.signing.ssh.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed signatures and keys, each named after its defect. */
class SshSignatureTest {
  private static final byte[] SECRET = new byte[32];
  private static final BigInteger ORDER = EcdsaCurve.P256.domain().getN();

  private final byte[] signer = ed25519Key();

  private static byte[] ed25519Key() {
    byte[] point = new byte[32];
    Ed25519.generatePublicKey(SECRET, 0, point, 0);
    return new WireWriter().string("ssh-ed25519").string(point).bytes();
  }

  private static byte[] ed25519Signature(byte[] message) {
    byte[] numbers = new byte[64];
    Ed25519.sign(SECRET, 0, message, 0, message.length, numbers, 0);
    return new WireWriter().string("ssh-ed25519").string(numbers).bytes();
  }

  private byte[] good() {
    byte[] signed = SshSignature.signedBytes("git", "sha512", PAYLOAD);
    return SshSignature.armored(signer, "git", "sha512", ed25519Signature(signed));
  }

  private static String line(byte[] key) throws SigningException {
    String type = new WireReader(key, "test").text();
    return GIT + type + " " + Base64.getEncoder().encodeToString(key);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void acceptsArmorWithoutFinalNewline() throws Exception {
    String armor = new String(good(), StandardCharsets.US_ASCII);
    assertThat(verify(line(signer), good())).isNotNull();
    assertThat(verify(line(signer), ascii(armor.stripTrailing()))).isNotNull();
  }

  @Test
  void refusesAnythingAroundArmor() throws Exception {
    String armor = new String(good(), StandardCharsets.US_ASCII);
    for (String around :
        new String[] {
          "\n" + armor,
          " " + armor,
          armor + "\n",
          armor + " ",
          armor + "x",
          armor.replace("\n", "\r\n"),
          armor.replaceFirst("\n", "\n\n"),
          armor.replaceFirst("\n", " \n"),
          armor.replaceFirst("\n-----END", "-----END"),
          armor.replaceFirst("-----END.*", ""),
          armor.replace("-----END", "====\n-----END"),
          armor.replaceAll("\n(?!-)", "").replaceFirst("(SIGNATURE-----)", "$1\n"),
          "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n",
          "-----BEGIN SSH SIGNATURE-----\n\n-----END SSH SIGNATURE-----\n",
          "-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----",
          "-----BEGIN SSH SIGNATURE-----\nAAAA",
          "",
          "-----BEGIN SSH SIGNATURE-----\n" + "A".repeat(70_000) + "\n-----END SSH SIGNATURE-----\n"
        }) {
      refused(line(signer), ascii(around), Refusal.MALFORMED);
    }
  }

  @Test
  void refusesSecondHeader() throws Exception {
    String armor = new String(good(), StandardCharsets.US_ASCII);
    refused(line(signer), ascii(armor + armor), Refusal.SEVERAL_SIGNATURES);
  }

  private static WireWriter start(int version) {
    return new WireWriter().raw(ascii("SSHSIG")).u32(version);
  }

  @Test
  void refusesBlobThatIsNotOfTheStandard() throws Exception {
    byte[] sound = ed25519Signature(SshSignature.signedBytes("git", "sha512", PAYLOAD));
    byte[] other =
        start(2).string(signer).string("git").string("").string("sha512").string(sound).bytes();
    refused(line(signer), SshArmor.encode(other), Refusal.UNSUPPORTED);
    byte[] reserved =
        start(1).string(signer).string("git").string("x").string("sha512").string(sound).bytes();
    refused(line(signer), SshArmor.encode(reserved), Refusal.UNSUPPORTED);
    byte[] tail =
        start(1)
            .string(signer)
            .string("git")
            .string("")
            .string("sha512")
            .string(sound)
            .u8(0)
            .bytes();
    refused(line(signer), SshArmor.encode(tail), Refusal.MALFORMED);
    byte[] purpose =
        start(1).string(signer).string("").string("").string("sha512").string(sound).bytes();
    refused(line(signer), SshArmor.encode(purpose), Refusal.MALFORMED);
    for (String hash : new String[] {"sha1", "md5", "sha384", "SHA512", ""}) {
      byte[] blob =
          start(1).string(signer).string("git").string("").string(hash).string(sound).bytes();
      refused(line(signer), SshArmor.encode(blob), Refusal.UNSUPPORTED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssh-rsa", "ssh-dss"})
  void refusesSha1(String algorithm) throws Exception {
    byte[] signature = new WireWriter().string(algorithm).string(new byte[64]).bytes();
    byte[] armor = SshSignature.armored(signer, "git", "sha512", signature);
    refused(line(signer), armor, Refusal.WEAK_ALGORITHM);
  }

  @Test
  void refusesAlgorithmOfAnotherKeyType() throws Exception {
    byte[] signature = new WireWriter().string("ecdsa-sha2-nistp256").string(new byte[64]).bytes();
    byte[] armor = SshSignature.armored(signer, "git", "sha512", signature);
    refused(line(signer), armor, Refusal.BAD_SIGNATURE);
  }

  @Test
  void refusesPointsOfSmallOrder() {
    for (int first : new int[] {0, 1}) {
      byte[] point = new byte[32];
      point[0] = (byte) first;
      byte[] key = new WireWriter().string("ssh-ed25519").string(point).bytes();
      assertThatThrownBy(() -> SshPublicKey.fromWire(key))
          .hasMessage("the SSH key has a point that is not one of Ed25519");
    }
  }

  @Test
  void refusesKeysWithOtherEncodings() {
    byte[] point = EcdsaCurve.P256.domain().getG().getEncoded(false);
    byte[] compressed = EcdsaCurve.P256.domain().getG().getEncoded(true);
    byte[] off = point.clone();
    off[64] ^= 1;
    byte[] hybrid = point.clone();
    hybrid[0] = 6;
    String type = "ecdsa-sha2-nistp256";
    WireWriter[] keys = {
      new WireWriter().string(type).string("nistp256").string(compressed),
      new WireWriter().string(type).string("nistp256").string(off),
      new WireWriter().string(type).string("nistp256").string(hybrid),
      new WireWriter().string(type).string("nistp256").string(new byte[] {0}),
      new WireWriter().string(type).string("nistp384").string(point),
      new WireWriter().string(type).string("nistp256").string(point).u8(0),
      new WireWriter().raw(signer).u8(0),
      new WireWriter().string("ssh-ed25519").string(new byte[31]),
      new WireWriter().string("ssh-rsa").mpint(BigInteger.valueOf(65537)),
    };
    for (WireWriter key : keys) {
      assertThatThrownBy(() -> SshPublicKey.fromWire(key.bytes()))
          .extracting(e -> ((SigningException) e).refusal())
          .isEqualTo(Refusal.MALFORMED);
    }
  }

  @Test
  void refusesRsaNumbersThatNoKeyHas() {
    BigInteger odd = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    assertThat(refusalOfRsa(BigInteger.ONE, odd)).isEqualTo(Refusal.MALFORMED);
    assertThat(refusalOfRsa(BigInteger.ZERO, odd)).isEqualTo(Refusal.MALFORMED);
    assertThat(refusalOfRsa(BigInteger.valueOf(4), odd)).isEqualTo(Refusal.MALFORMED);
    assertThat(refusalOfRsa(BigInteger.valueOf(3), odd.add(BigInteger.ONE)))
        .isEqualTo(Refusal.MALFORMED);
    assertThat(
            refusalOfRsa(BigInteger.valueOf(3), BigInteger.ONE.shiftLeft(2046).add(BigInteger.ONE)))
        .isEqualTo(Refusal.WEAK_ALGORITHM);
    assertThat(refusalOfRsa(odd, odd)).isEqualTo(Refusal.UNSUPPORTED);
    assertThat(
            refusalOfRsa(
                BigInteger.valueOf(3), BigInteger.ONE.shiftLeft(20_000).add(BigInteger.ONE)))
        .isEqualTo(Refusal.UNSUPPORTED);
  }

  private static Refusal refusalOfRsa(BigInteger exponent, BigInteger modulus) {
    byte[] key = new WireWriter().string("ssh-rsa").mpint(exponent).mpint(modulus).bytes();
    try {
      throw new AssertionError(SshPublicKey.fromWire(key));
    } catch (SigningException e) {
      return e.refusal();
    }
  }

  private static byte[] ecdsaKey() {
    byte[] point =
        EcdsaCurve.P256.domain().getG().multiply(BigInteger.valueOf(5)).getEncoded(false);
    return new WireWriter().string("ecdsa-sha2-nistp256").string("nistp256").string(point).bytes();
  }

  private static byte[] ecdsaArmor(byte[] numbers) {
    byte[] signature = new WireWriter().string("ecdsa-sha2-nistp256").string(numbers).bytes();
    return SshSignature.armored(ecdsaKey(), "git", "sha512", signature);
  }

  /** Row E6 of the threats: numbers out of range, and the same signature written otherwise. */
  @Test
  void refusesEcdsaNumbersOutOfRange() throws Exception {
    ECDSASigner maker = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    maker.init(true, new ECPrivateKeyParameters(BigInteger.valueOf(5), EcdsaCurve.P256.domain()));
    byte[] signed = SshSignature.signedBytes("git", "sha512", PAYLOAD);
    BigInteger[] rs = maker.generateSignature(Digests.digest("SHA-256", signed));
    byte[] sound = new WireWriter().mpint(rs[0]).mpint(rs[1]).bytes();
    assertThat(verify(line(ecdsaKey()), ecdsaArmor(sound))).isNotNull();
    BigInteger zero = BigInteger.ZERO;
    byte[][] numbers = {
      new WireWriter().mpint(zero).mpint(zero).bytes(),
      new WireWriter().mpint(rs[0]).mpint(zero).bytes(),
      new WireWriter().mpint(zero).mpint(rs[1]).bytes(),
      new WireWriter().mpint(rs[0].add(ORDER)).mpint(rs[1]).bytes(),
      new WireWriter().mpint(rs[0]).mpint(rs[1].add(ORDER)).bytes(),
      new WireWriter().mpint(ORDER).mpint(ORDER).bytes(),
      new WireWriter().string(rs[0].subtract(ORDER).toByteArray()).mpint(rs[1]).bytes(),
      new WireWriter().string(padded(rs[0])).mpint(rs[1]).bytes(),
      new WireWriter().raw(sound).u8(0).bytes(),
    };
    for (byte[] forged : numbers) {
      refused(line(ecdsaKey()), ecdsaArmor(forged), Refusal.MALFORMED);
    }
  }

  private static byte[] padded(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return new WireWriter().u8(0).u8(0).raw(bytes).bytes();
  }

  /** With exponent 3, whoever accepts anything but the one padding accepts forgeries. */
  @Test
  void refusesRsaSignatureWithOtherPadding() throws Exception {
    RsaTestKey key = RsaTestKey.make();
    byte[] signed = SshSignature.signedBytes("git", "sha512", PAYLOAD);
    RSADigestSigner maker = new RSADigestSigner(new SHA256Digest());
    maker.init(true, new RSAKeyParameters(true, key.modulus(), key.secret()));
    maker.update(signed, 0, signed.length);
    byte[] sound = maker.generateSignature();
    assertThat(verify(line(key.wire()), key.armor("rsa-sha2-256", sound)).algorithm())
        .isEqualTo("rsa-sha2-256 sha512");
    refused(line(key.wire()), key.armor("rsa-sha2-512", sound), Refusal.BAD_SIGNATURE);
    byte[] digest = Digests.digest("SHA-256", signed);
    refused(
        line(key.wire()),
        key.armor("rsa-sha2-256", key.forgedByCubeRoot(digest)),
        Refusal.BAD_SIGNATURE);
    refused(
        line(key.wire()),
        key.armor("rsa-sha2-256", Arrays.copyOfRange(sound, 1, sound.length)),
        Refusal.MALFORMED);
    refused(
        line(key.wire()),
        key.armor("rsa-sha2-256", new BigInteger(1, sound).add(key.modulus()).toByteArray()),
        Refusal.MALFORMED);
  }
}
