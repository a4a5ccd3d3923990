package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.refused;
import static dev.policyctl.signing.ssh.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signatures of security keys, made here as the device would, and held against OpenSSH. */
class SecurityKeySignatureTest {
  private static final byte[] SECRET = filled(32, 7);
  private static final int TOUCHED = 1;
  private static final long COUNTER = 0xfedcba98L;

  /** The two kinds of devices. */
  enum Device {
    ED25519("sk-ssh-ed25519@openssh.com"),
    ECDSA("sk-ecdsa-sha2-nistp256@openssh.com");

    private final String type;

    Device(String type) {
      this.type = type;
    }

    byte[] publicKey(String application) {
      WireWriter wire = new WireWriter().string(type);
      if (this == ED25519) {
        byte[] point = new byte[32];
        Ed25519.generatePublicKey(SECRET, 0, point, 0);
        wire.string(point);
      } else {
        wire.string("nistp256")
            .string(
                EcdsaCurve.P256
                    .domain()
                    .getG()
                    .multiply(new BigInteger(1, SECRET))
                    .getEncoded(false));
      }
      return wire.string(application).bytes();
    }

    byte[] numbers(byte[] message) {
      if (this == ED25519) {
        byte[] signature = new byte[64];
        Ed25519.sign(SECRET, 0, message, 0, message.length, signature, 0);
        return signature;
      }
      ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
      signer.init(
          true, new ECPrivateKeyParameters(new BigInteger(1, SECRET), EcdsaCurve.P256.domain()));
      BigInteger[] rs = signer.generateSignature(Digests.digest("SHA-256", message));
      return new WireWriter().mpint(rs[0]).mpint(rs[1]).bytes();
    }

    byte[] sign(String application, int flags) {
      byte[] signed =
          new SecurityKeyClaim(flags, COUNTER)
              .signedBytes(application, SshSignature.signedBytes("git", "sha512", PAYLOAD));
      byte[] signature =
          new WireWriter().string(type).string(numbers(signed)).u8(flags).u32(COUNTER).bytes();
      return SshSignature.armored(publicKey("ssh:"), "git", "sha512", signature);
    }

    String line() {
      return type + " " + Base64.getEncoder().encodeToString(publicKey("ssh:"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void acceptsWhatOpenSshAccepts(Device device, @TempDir Path folder) throws Exception {
    byte[] armor = device.sign("ssh:", TOUCHED);
    assertThat(verify(GIT + device.line(), armor).algorithm()).isEqualTo(device.type + " sha512");
    SshKeygen keygen = new SshKeygen(folder);
    assertThat(keygen.accepts(PAYLOAD, armor, GIT + device.line(), "git")).isTrue();
    keygen.write("sk.pub", (device.line() + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(keygen.run("-l", "-f", "sk.pub"))
        .contains(SshPublicKey.fromWire(device.publicKey("ssh:")).fingerprint());
  }

  /** OpenSSH leaves presence to whoever reads its verdict: an intended difference. */
  @ParameterizedTest
  @EnumSource
  void refusesSignatureThatNobodyTouchedFor(Device device, @TempDir Path folder) {
    byte[] armor = device.sign("ssh:", 0);
    refused(GIT + device.line(), armor, Refusal.KEY_USAGE);
    SshKeygen keygen = new SshKeygen(folder);
    assertThat(keygen.accepts(PAYLOAD, armor, GIT + device.line(), "git")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void refusesSignatureForAnotherApplication(Device device, @TempDir Path folder) {
    byte[] armor = device.sign("ssh:other", TOUCHED);
    refused(GIT + device.line(), armor, Refusal.BAD_SIGNATURE);
    SshKeygen keygen = new SshKeygen(folder);
    assertThat(keygen.accepts(PAYLOAD, armor, GIT + device.line(), "git")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void refusesFlagsAndCounterThatWereNotSigned(Device device) throws Exception {
    SshSignature good = SshSignature.parse(device.sign("ssh:", TOUCHED));
    byte[] bytes = good.signature();
    for (int at = bytes.length - 5; at < bytes.length; at++) {
      byte[] forged = bytes.clone();
      forged[at] ^= 4;
      byte[] armor = SshSignature.armored(good.signer(), "git", "sha512", forged);
      refused(GIT + device.line(), armor, Refusal.BAD_SIGNATURE);
    }
  }

  @Test
  void refusesSignatureThatDoesNotSayHowItWasMade() throws Exception {
    SshSignature good = SshSignature.parse(Device.ED25519.sign("ssh:", TOUCHED));
    byte[] bytes = good.signature();
    byte[] bare = Arrays.copyOf(bytes, bytes.length - 5);
    refused(
        GIT + Device.ED25519.line(),
        SshSignature.armored(good.signer(), "git", "sha512", bare),
        Refusal.MALFORMED);
  }

  private static byte[] filled(int length, int value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
