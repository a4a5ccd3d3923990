package dev.policyctl.signing.openpgp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;

/** What a key file may hold. */
class OpenPgpKeysTest {
  private static final String LABEL = "PGP PUBLIC KEY BLOCK";

  private final PGPKeyPair ada = ForgedKey.ed25519(ForgedCases.MADE);
  private final PGPKeyPair bob = ForgedKey.ed25519(ForgedCases.MADE);
  private final byte[] adas = key(ada, "Ada");
  private final byte[] bobs = key(bob, "Bob");

  private static byte[] key(PGPKeyPair pair, String id) {
    return new ForgedKey(pair).userId(id, d -> d.made(ForgedCases.MADE).flags(3)).bytes();
  }

  private static String fingerprint(PGPKeyPair pair) {
    return Hex.toHexString(pair.getPublicKey().getFingerprint()).toUpperCase(Locale.ROOT);
  }

  private static void assertRefused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SigningException.class, e -> assertThat(e.refusal()).isEqualTo(refusal));
  }

  @Test
  void readsSeveralKeysInOneArmorAndInSeveral() throws Exception {
    byte[] one = Armored.of(LABEL, adas, bobs);
    byte[] two = Armored.joined(List.of(Armored.of(LABEL, adas), Armored.of(LABEL, bobs)));
    byte[] binary = Armored.joined(List.of(adas, bobs));
    for (byte[] file : List.of(one, two, binary)) {
      assertThat(OpenPgpKeys.read(file).fingerprints())
          .containsExactlyInAnyOrder(fingerprint(ada), fingerprint(bob));
    }
  }

  @Test
  void ignoresMarkersAndTrustAndPadding() throws Exception {
    byte[] silent = {(byte) 0xCA, 3, 'P', 'G', 'P', (byte) 0xCC, 1, 0, (byte) 0xD5, 1, 7};
    assertThat(OpenPgpKeys.read(Armored.joined(List.of(adas, silent, bobs))).fingerprints())
        .hasSize(2);
  }

  @Test
  void refusesAnEmptyFile() {
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(new byte[0]));
  }

  @Test
  void refusesMoreThanOneMebibyte() {
    byte[] large = Arrays.copyOf(adas, (1 << 20) + 1);
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(large));
  }

  @Test
  void refusesMoreThan256UserIds() {
    ForgedKey key = new ForgedKey(ada);
    for (int i = 0; i < 257; i++) {
      key.userId("Ada " + i);
    }
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(key.bytes()));
  }

  @Test
  void refusesMoreThanTenThousandPackets() {
    byte[] packets = new byte[20_002];
    for (int i = 0; i < packets.length; i += 2) {
      packets[i] = (byte) 0xCC;
    }
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(packets));
  }

  @Test
  void refusesMoreThan256Revocations() {
    ForgedKey key = new ForgedKey(ada);
    byte[] revocation =
        ForgedKey.encoded(
            ForgedKey.certify(bob, 0x20, ada.getPublicKey(), d -> d.made(ForgedCases.MADE)));
    for (int i = 0; i < 257; i++) {
      key.add(revocation);
    }
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(key.bytes()));
  }

  @Test
  void refusesSignatureArmorAsKeys() {
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(Armored.signature(adas)));
  }

  @Test
  void refusesTextAroundArmor() {
    byte[] text = "my key\n".getBytes(US_ASCII);
    byte[] file = Armored.joined(List.of(text, Armored.of(LABEL, adas)));
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(file));
  }

  @Test
  void refusesOldAndUnknownKeyVersions() {
    for (int version : new int[] {2, 3, 5, 7}) {
      byte[] changed = adas.clone();
      changed[2] = (byte) version;
      assertThat(adas[2]).isEqualTo((byte) 4);
      assertRefused(Refusal.UNSUPPORTED, () -> OpenPgpKeys.read(changed));
    }
  }

  @Test
  void refusesOldSignaturesExceptCertifications() throws Exception {
    byte[] old = {(byte) 0xC2, 7, 3, 5, 0x10, 0, 0, 0, 0};
    byte[] file = Armored.joined(List.of(adas, old));
    assertThat(OpenPgpKeys.read(file).fingerprints()).hasSize(1);
    file[file.length - 5] = 0x20;
    assertRefused(Refusal.UNSUPPORTED, () -> OpenPgpKeys.read(file));
  }

  @Test
  void refusesPacketsInPartsAndWithoutLength() {
    byte[] parts = {(byte) 0xC6, (byte) 0xE1, 4, 0};
    byte[] endless = {(byte) 0x9B, 4, 0};
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(parts));
    assertRefused(Refusal.MALFORMED, () -> OpenPgpKeys.read(endless));
  }

  @Test
  void refusesTruncationAtAnyOctet() throws Exception {
    int refused = 0;
    for (int length = 1; length < adas.length; length++) {
      byte[] cut = Arrays.copyOf(adas, length);
      try {
        OpenPgpKeys.read(cut);
      } catch (SigningException e) {
        refused++;
      }
    }
    // Whole packets remain only after the key and after the user id.
    assertThat(refused).isEqualTo(adas.length - 3);
  }
}
