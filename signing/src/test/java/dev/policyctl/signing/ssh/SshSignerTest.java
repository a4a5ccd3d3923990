package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.Verdicts.GIT;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static dev.policyctl.signing.ssh.Verdicts.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SshSignerTest {
  private SshKeygen keygen;

  @BeforeEach
  void tool(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
  }

  @ParameterizedTest
  @CsvSource({"ed25519, 256", "ecdsa, 256", "ecdsa, 384", "ecdsa, 521", "rsa, 2048", "rsa, 3072"})
  void makesSignaturesThatSshKeygenAccepts(String type, String bits) throws Exception {
    keygen.key("key", type, "-b", bits);
    SshSigner signer = SshSigner.read(keygen.bytes("key"), new char[0]);
    assertThat(SshSigner.needsPassphrase(keygen.bytes("key"))).isFalse();
    assertThat(signer.publicKey()).isEqualTo(keygen.publicKey("key"));
    byte[] armor = signer.sign(PAYLOAD, "git");
    assertThat(keygen.accepts(PAYLOAD, armor, GIT + keygen.line("key"), "git")).isTrue();
    assertThat(keygen.accepts(PAYLOAD, armor, GIT + keygen.line("key"), "file")).isFalse();
    assertThat(verify(GIT + keygen.line("key"), armor).fingerprint())
        .isEqualTo(signer.publicKey().fingerprint());
    assertThat(signer.sign(PAYLOAD, "git")).as("signs the same way twice").isEqualTo(armor);
  }

  @Test
  void writesTheSameEd25519ArmorAsSshKeygen() throws Exception {
    keygen.key("key", "ed25519");
    assertThat(SshSigner.read(keygen.bytes("key"), new char[0]).sign(PAYLOAD, "git"))
        .isEqualTo(keygen.sign("key", PAYLOAD, "git"));
  }

  @ParameterizedTest
  @CsvSource({"ed25519, s3cret", "ecdsa, a", "rsa, pässwörd with blanks"})
  void opensKeyUnderPassphrase(String type, String passphrase) throws Exception {
    keygen.run("-q", "-t", type, "-N", "", "-f", "key");
    // The option -N refuses fewer than five characters; a change of the passphrase does not.
    keygen.run("-q", "-p", "-P", "", "-N", passphrase, "-f", "key");
    byte[] file = keygen.bytes("key");
    assertThat(SshSigner.needsPassphrase(file)).isTrue();
    byte[] armor = SshSigner.read(file, passphrase.toCharArray()).sign(PAYLOAD, "git");
    assertThat(verify(GIT + keygen.line("key"), armor)).isNotNull();
    assertThatThrownBy(() -> SshSigner.read(file, (passphrase + "x").toCharArray()))
        .hasMessage("the passphrase does not open the private key");
    assertThatThrownBy(() -> SshSigner.read(file, new char[0]))
        .hasMessage("the passphrase does not open the private key");
  }

  @Test
  void saysHowToMakeOtherFormsReadable() {
    keygen.run("-q", "-t", "ed25519", "-N", "s3cret", "-Z", "aes256-gcm@openssh.com", "-f", "gcm");
    assertThatThrownBy(() -> SshSigner.read(keygen.bytes("gcm"), "s3cret".toCharArray()))
        .hasMessage(
            "the private key is encrypted with `aes256-gcm@openssh.com`; "
                + "`ssh-keygen -p -Z aes256-ctr` makes it readable");
    keygen.run("-q", "-t", "rsa", "-m", "PEM", "-N", "", "-f", "pem");
    assertThatThrownBy(() -> SshSigner.read(keygen.bytes("pem"), new char[0]))
        .hasMessageStartingWith("not a private key in OpenSSH's form");
  }

  @Test
  void refusesPrivateKeyWithAnotherPublicKey() throws Exception {
    keygen.key("one", "ed25519");
    keygen.key("two", "ed25519");
    byte[] one = PublicKeyText.at(keygen.line("one"), 0).wire();
    byte[] two = PublicKeyText.at(keygen.line("two"), 0).wire();
    byte[] mixed = withPublicKey(keygen.bytes("one"), one, two);
    SshSigner signer = SshSigner.read(mixed, new char[0]);
    assertThatThrownBy(() -> signer.sign(PAYLOAD, "git"))
        .hasMessage("the private key does not belong to its public key")
        .extracting(e -> ((SigningException) e).refusal())
        .isEqualTo(Refusal.MALFORMED);
  }

  /** A private key's file whose outer, public part is another key's. */
  private static byte[] withPublicKey(byte[] file, byte[] from, byte[] to) {
    String text = new String(file, StandardCharsets.US_ASCII);
    String frame = "-----%s OPENSSH PRIVATE KEY-----";
    String body = text.lines().filter(line -> !line.startsWith("-")).collect(Collectors.joining());
    byte[] bytes = Base64.getDecoder().decode(body);
    String latin = new String(bytes, StandardCharsets.ISO_8859_1);
    String swapped =
        latin.replace(
            new String(from, StandardCharsets.ISO_8859_1),
            new String(to, StandardCharsets.ISO_8859_1));
    String encoded =
        Base64.getEncoder().encodeToString(swapped.getBytes(StandardCharsets.ISO_8859_1));
    return (frame.formatted("BEGIN") + "\n" + encoded + "\n" + frame.formatted("END") + "\n")
        .getBytes(StandardCharsets.US_ASCII);
  }
}
