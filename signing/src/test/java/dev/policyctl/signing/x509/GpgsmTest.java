package dev.policyctl.signing.x509;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.signing.SigningException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signatures of the real {@code gpgsm}, and its verdict on ours. */
class GpgsmTest {
  private static final byte[] PAYLOAD = "tree 4b825dc6\n\nhi\n".getBytes(UTF_8);
  private static final Instant LATER = Instant.parse("2096-06-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2098-01-01T00:00:00Z");

  @TempDir Path home;
  private final Issued root =
      Issued.root(Issued.keyPair("RSA", 2048), d -> d.authority().until = UNTIL);
  private final Issued leaf = root.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
  private ExternalTool gpgsm;

  @BeforeEach
  void importKeys() throws Exception {
    gpgsm = ExternalTool.require("gpgsm");
    Files.writeString(home.resolve("gpgsm.conf"), "disable-crl-checks\nbatch\n");
    Files.writeString(home.resolve("gpg-agent.conf"), "allow-loopback-pinentry\n");
    byte[] digest = MessageDigest.getInstance("SHA-1").digest(root.certificate().getEncoded());
    String trusted = HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
    Files.writeString(home.resolve("trustlist.txt"), trusted + " S relax\n");
    Files.write(home.resolve("root.pem"), root.pem());
    run("--import", home.resolve("root.pem").toString());
    // The cipher that this gpgsm reads.
    KeyStore store = KeyStore.getInstance("PKCS12-3DES-3DES", new BouncyCastleProvider());
    store.load(null, null);
    store.setKeyEntry(
        "ada",
        leaf.keys().getPrivate(),
        "x".toCharArray(),
        new X509Certificate[] {leaf.certificate(), root.certificate()});
    try (OutputStream out = Files.newOutputStream(home.resolve("ada.p12"))) {
      store.store(out, "x".toCharArray());
    }
    run("--import", home.resolve("ada.p12").toString());
  }

  @AfterEach
  void stop() {
    ExternalTool.require("gpgconf")
        .run(home, new byte[0], "--homedir", home.toString(), "--kill", "all");
  }

  private ExternalTool.Outcome attempt(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--homedir", home.toString()));
    all.addAll(List.of("--pinentry-mode", "loopback", "--passphrase-fd", "0", "--status-fd", "1"));
    all.addAll(List.of(arguments));
    return gpgsm.run(home, "x\n".getBytes(US_ASCII), all.toArray(String[]::new));
  }

  private void run(String... arguments) {
    var outcome = attempt(arguments);
    assertThat(outcome.exit()).as("%s", outcome).isZero();
  }

  private byte[] signed(String... options) throws Exception {
    Path data = Files.write(home.resolve("data"), PAYLOAD);
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--armor", "--yes", "--output", home.resolve("sig").toString()));
    arguments.addAll(List.of("--detach-sign", "-u", "CN=Ada", data.toString()));
    run(arguments.toArray(String[]::new));
    return Files.readAllBytes(home.resolve("sig"));
  }

  private String verdict(byte[] payload, byte[] armor) {
    try {
      X509Verifier.verify(
          payload, armor, X509Roots.read(root.pem()), X509RevocationLists.none(), LATER);
      return "OK";
    } catch (SigningException e) {
      return e.refusal().name();
    }
  }

  @Test
  void acceptsWhatGpgsmSigns() throws Exception {
    assertThat(verdict(PAYLOAD, signed())).isEqualTo("OK");
    assertThat(verdict(PAYLOAD, signed("--include-certs", "-1"))).isEqualTo("OK");
    assertThat(verdict(PAYLOAD, signed("--include-certs", "1"))).isEqualTo("OK");
    assertThat(verdict(PAYLOAD, signed("--digest-algo", "SHA512"))).isEqualTo("OK");
    assertThat(verdict("other".getBytes(UTF_8), signed())).isEqualTo("BAD_SIGNATURE");
  }

  @Test
  void a9RefusesWhatGpgsmSignsWithSha1() throws Exception {
    assertThat(verdict(PAYLOAD, signed("--digest-algo", "SHA1"))).isEqualTo("WEAK_ALGORITHM");
  }

  @Test
  void anyFlippedBitOfGpgsmsSignatureFails() throws Exception {
    byte[] der = Pem.read(signed(), "SIGNED MESSAGE", 1 << 16).get(0);
    byte[] certificate = leaf.certificate().getEncoded();
    int start = Flips.indexOf(der, certificate);
    // The bits of the certificate are another test's.
    assertThat(
            Flips.accepted(
                der,
                octet -> octet < start || octet >= start + certificate.length,
                flipped -> verdict(PAYLOAD, Issued.pem("SIGNED MESSAGE", flipped)).equals("OK")))
        .isEmpty();
  }

  /**
   * It is milder in SHA-1, in signatures without signed attributes, and in keys that may not sign:
   * on those it only remarks.
   */
  @Test
  void gpgsmDiffersAsListed() throws Exception {
    assertThat(gpgsmAccepts(new Cms(leaf))).isTrue();
    assertThat(gpgsmAccepts(new Cms(leaf).by("SHA1withRSA"))).isTrue();
    assertThat(gpgsmAccepts(new Cms(leaf).direct())).isTrue();
    assertThat(gpgsmAccepts(encryption())).isTrue();
    assertThat(verdict(PAYLOAD, encryption().sign(PAYLOAD))).isEqualTo("KEY_USAGE");
    Issued expired =
        root.issue(
            "Old",
            Issued.rsa(),
            d -> {
              d.until = Issued.FROM.plusSeconds(9);
              d.serial = 8;
            });
    assertThat(gpgsmAccepts(new Cms(expired))).isFalse();
    Issued stranger =
        Issued.root(Issued.keyPair("RSA", 2048), d -> d.authority().until = UNTIL)
            .issue(
                "Mallory",
                Issued.rsa(),
                d -> {
                  d.until = UNTIL;
                  d.serial = 9;
                });
    assertThat(gpgsmAccepts(new Cms(stranger))).isFalse();
  }

  private Cms encryption() {
    return new Cms(
        root.issue(
            "Eve",
            Issued.rsa(),
            d -> {
              d.until = UNTIL;
              d.serial = 7;
              d.usage = KeyUsage.keyEncipherment;
            }));
  }

  private boolean gpgsmAccepts(Cms cms) throws Exception {
    Path data = Files.write(home.resolve("data"), PAYLOAD);
    Path signature = Files.write(home.resolve("sig"), cms.sign(PAYLOAD));
    var outcome = attempt("--verify", signature.toString(), data.toString());
    return outcome.exit() == 0 && outcome.out().contains("[GNUPG:] GOODSIG ");
  }
}
