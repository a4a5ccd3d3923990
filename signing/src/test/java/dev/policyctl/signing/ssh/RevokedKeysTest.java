package dev.policyctl.signing.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Key revocation lists of {@code ssh-keygen -k}, held against {@code ssh-keygen -Q}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RevokedKeysTest {
  private static final int CERTIFICATES = 70;

  private SshKeygen keygen;
  private final List<SshCertificate> certificates = new ArrayList<>();

  @BeforeAll
  void certificates(@TempDir Path folder) throws Exception {
    keygen = new SshKeygen(folder);
    keygen.key("authority", "ed25519");
    keygen.key("other", "ed25519");
    keygen.key("ada", "ed25519");
    keygen.key("eve", "ecdsa");
    List<String> command =
        new ArrayList<>(List.of("-q", "-s", "authority", "-I", "id", "-n", "ada", "-z", "+1"));
    for (int i = 1; i <= CERTIFICATES; i++) {
      keygen.write("c" + i + ".pub", keygen.bytes("ada.pub"));
      command.add("c" + i + ".pub");
    }
    keygen.run(command.toArray(String[]::new));
    for (int i = 1; i <= CERTIFICATES; i++) {
      certificates.add(certificate("c" + i + "-cert.pub"));
    }
    assertThat(certificates).extracting(SshCertificate::serial).startsWith(1L).endsWith(70L);
  }

  private SshCertificate certificate(String file) throws SigningException {
    return SshCertificate.fromWire(
        PublicKeyText.at(keygen.text(file), 0).wire(), new KnownKeys(List.of()));
  }

  private RevokedKeys krl(String specification, String... options) throws SigningException {
    keygen.write("specification", specification.getBytes(StandardCharsets.UTF_8));
    List<String> command = new ArrayList<>(List.of("-q", "-k", "-f", "krl"));
    command.addAll(List.of(options));
    command.add("specification");
    keygen.run(command.toArray(String[]::new));
    return RevokedKeys.parse(keygen.bytes("krl"));
  }

  @Test
  void findsKeysAndTheirDigests() throws Exception {
    String ada = keygen.line("ada");
    String print = keygen.publicKey("ada").fingerprint();
    for (String specification :
        List.of(ada, "key: " + ada, "sha1: " + ada, "sha256: " + ada, "hash: " + print)) {
      RevokedKeys krl = krl(specification + "\n");
      assertThat(krl.contains(keygen.publicKey("ada"))).as(specification).isTrue();
      assertThat(krl.contains(keygen.publicKey("eve"))).as(specification).isFalse();
      assertThat(krl.contains(certificates.get(0))).as("a certificate of the key").isTrue();
    }
    assertThat(krl(keygen.line("authority") + "\n").contains(certificates.get(0)))
        .as("a certificate by the key")
        .isTrue();
  }

  @Test
  void findsSerialsAsSshKeygenDoes() throws Exception {
    long seed = 20_260_602;
    Random random = new Random(seed);
    int revoked = 0;
    for (int round = 0; round < 40; round++) {
      StringBuilder specification = new StringBuilder();
      int dense = 1 + random.nextInt(12);
      for (int i = random.nextInt(10 * dense); i >= 0; i--) {
        int serial = 1 + random.nextInt(CERTIFICATES + 20);
        int length = random.nextInt(dense) == 0 ? random.nextInt(12) : 0;
        specification.append("serial: ").append(serial);
        specification.append(length == 0 ? "" : "-" + (serial + length)).append('\n');
      }
      if (random.nextInt(4) == 0) {
        specification.append("serial: 18446744073709551600-18446744073709551615\n");
      }
      String authority =
          random.nextInt(3) == 0 ? "none" : random.nextInt(3) == 0 ? "other.pub" : "authority.pub";
      RevokedKeys krl = krl(specification.toString(), "-s", authority);
      List<Boolean> theirs = theirVerdicts();
      for (int i = 0; i < CERTIFICATES; i++) {
        assertThat(krl.contains(certificates.get(i)))
            .as(
                "seed "
                    + seed
                    + ", round "
                    + round
                    + ", serial "
                    + (i + 1)
                    + " in "
                    + specification)
            .isEqualTo(theirs.get(i));
        revoked += theirs.get(i) ? 1 : 0;
      }
    }
    assertThat(revoked).isBetween(400, 2_400);
  }

  private List<Boolean> theirVerdicts() {
    List<String> command = new ArrayList<>(List.of("-Q", "-f", "krl"));
    for (int i = 1; i <= CERTIFICATES; i++) {
      command.add("c" + i + "-cert.pub");
    }
    List<String> lines =
        ExternalTool.require("ssh-keygen")
            .run(keygen.folder(), new byte[0], command.toArray(String[]::new))
            .out()
            .lines()
            .toList();
    assertThat(lines).hasSize(CERTIFICATES);
    return lines.stream().map(line -> line.endsWith("REVOKED")).toList();
  }

  @Test
  void findsKeyIdsAndNeverSerialZero() throws Exception {
    keygen.certify("authority", "eve", "-I", "lost laptop", "-n", "ada");
    SshCertificate zero = certificate("eve-cert.pub");
    assertThat(zero.serial()).isZero();
    assertThat(krl("id: lost laptop\n", "-s", "authority.pub").contains(zero)).isTrue();
    assertThat(krl("id: lost laptop\n", "-s", "none").contains(zero)).isTrue();
    assertThat(krl("id: lost laptop\n", "-s", "other.pub").contains(zero)).isFalse();
    assertThat(krl("id: lost\n", "-s", "authority.pub").contains(zero)).isFalse();
    assertThat(krl("id: lost laptop\n", "-s", "authority.pub").contains(certificates.get(0)))
        .isFalse();
  }

  @Test
  void comparesSerialsWithoutSign() {
    RevokedCertificates.Range range = new RevokedCertificates.Range(5, -2);
    assertThat(range.contains(4)).isFalse();
    assertThat(range.contains(Long.MIN_VALUE)).isTrue();
    assertThat(range.contains(-1)).isFalse();
    RevokedCertificates.Bits bits = new RevokedCertificates.Bits(-3, BigInteger.valueOf(0b101));
    assertThat(bits.contains(-3)).isTrue();
    assertThat(bits.contains(-2)).isFalse();
    assertThat(bits.contains(-1)).isTrue();
    assertThat(bits.contains(0)).isFalse();
    assertThat(bits.contains(-4)).isFalse();
  }

  @Test
  void findsKeysInLines() throws Exception {
    String print = keygen.publicKey("ada").fingerprint();
    String eve = keygen.line("eve");
    RevokedKeys list = lines("# gone\r\n\n  " + print + " lost\r\n" + eve + " comment\n");
    assertThat(list.contains(keygen.publicKey("ada"))).isTrue();
    assertThat(list.contains(keygen.publicKey("eve"))).isTrue();
    assertThat(list.contains(keygen.publicKey("other"))).isFalse();
    assertThat(list.contains(certificates.get(3))).isTrue();
    assertThat(lines("").contains(keygen.publicKey("ada"))).isFalse();
    assertThat(lines(print.replace("SHA256", "sha256") + "=").contains(keygen.publicKey("ada")))
        .isTrue();
  }

  private static RevokedKeys lines(String text) throws SigningException {
    return RevokedKeys.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  /** OpenSSH steps over lines that it cannot read, and so lets the key sign. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh-ed25519 AAAA",
        "SHA256:short",
        "SHA1:0123",
        "serial: 5",
        "ada@acme.example",
        "SSHKRL",
        "no-options ssh-ed25519 AAAAC3NzaC1lZDI1NTE5"
      })
  void refusesLinesThatSayNoKey(String line) {
    assertThatThrownBy(() -> lines("# list\n  " + line + "\n"))
        .hasMessage("revoked keys: line 2, column 3: neither a public key nor `SHA256:…`")
        .extracting(e -> ((SigningException) e).refusal())
        .isEqualTo(Refusal.MALFORMED);
  }

  @Test
  void refusesCertificateAmongLines() {
    assertThatThrownBy(() -> RevokedKeys.parse(keygen.bytes("c1-cert.pub")))
        .hasMessageContaining("revoke its serial by `ssh-keygen -k`");
  }

  @Test
  void refusesListThatIsNotUnderstoodToItsEnd() throws Exception {
    byte[] sound = krlHeader(1).bytes();
    assertThat(RevokedKeys.parse(sound)).isNotNull();
    refused(krlHeader(2).bytes(), Refusal.UNSUPPORTED);
    refused(krlHeader(1).u8(6).string("").bytes(), Refusal.UNSUPPORTED);
    refused(krlHeader(1).u8(4).string("key").string("signature").bytes(), Refusal.UNSUPPORTED);
    refused(krlHeader(1).u8(255).string(extension(1)).bytes(), Refusal.UNSUPPORTED);
    refused(krlHeader(1).u8(255).string(extension(2)).bytes(), Refusal.MALFORMED);
    assertThat(RevokedKeys.parse(krlHeader(1).u8(255).string(extension(0)).bytes())).isNotNull();
    refused(krlHeader(1).u8(2).bytes(), Refusal.MALFORMED);
    refused(
        krlHeader(1).u8(5).string(new WireWriter().string(new byte[31]).bytes()).bytes(),
        Refusal.MALFORMED);
    refused(certificateSection(0x24, new byte[0]), Refusal.UNSUPPORTED);
    refused(certificateSection(0x39, extension(1)), Refusal.UNSUPPORTED);
    refused(certificateSection(0x20, new byte[7]), Refusal.MALFORMED);
    refused(certificateSection(0x21, new byte[17]), Refusal.MALFORMED);
    byte[] backwards = new WireWriter().u32(0).u32(2).u32(0).u32(1).bytes();
    refused(certificateSection(0x21, backwards), Refusal.MALFORMED);
  }

  private static byte[] extension(int critical) {
    return new WireWriter().string("new@acme.example").u8(critical).string("").bytes();
  }

  private static byte[] certificateSection(int type, byte[] part) {
    byte[] section = new WireWriter().string("").string("").u8(type).string(part).bytes();
    return krlHeader(1).u8(1).string(section).bytes();
  }

  private static WireWriter krlHeader(int version) {
    return new WireWriter()
        .raw("SSHKRL\n\0".getBytes(StandardCharsets.US_ASCII))
        .u32(version)
        .raw(new byte[24])
        .string("")
        .string("comment");
  }

  private static void refused(byte[] list, Refusal refusal) {
    assertThatThrownBy(() -> RevokedKeys.parse(list))
        .extracting(e -> ((SigningException) e).refusal())
        .isEqualTo(refusal);
  }
}
