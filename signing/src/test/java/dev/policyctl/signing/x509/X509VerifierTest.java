package dev.policyctl.signing.x509;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policyctl.signing.SignatureFormat;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.VerifiedSignature;
import dev.policyctl.signing.x509.Issued.Draft;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CMS signatures with certificates that are right, or wrong in one thing. */
class X509VerifierTest {
  private static final byte[] PAYLOAD = "tree 4b825dc6\n\nhi\n".getBytes(UTF_8);

  /** Signatures are dated by the clock; the judge has one that is later than any. */
  private static final Instant TIME = Instant.parse("2096-06-01T00:00:00Z");

  private static final Instant UNTIL = Instant.parse("2098-01-01T00:00:00Z");

  private final Issued root = root(d -> {});
  private final Issued leaf = leaf(d -> {});

  private static Issued root(Consumer<Draft> change) {
    return Issued.root(
        Issued.keyPair("EC", 256),
        d -> {
          d.authority().until = UNTIL;
          change.accept(d);
        });
  }

  private Issued leaf(Consumer<Draft> change) {
    return leaf(Issued.rsa(), change);
  }

  private Issued leaf(KeyPair keys, Consumer<Draft> change) {
    return root.issue(
        "Ada",
        keys,
        d -> {
          d.until = UNTIL;
          change.accept(d);
        });
  }

  private static String verdict(byte[] armor, Issued root, byte[]... lists) {
    return verdict(PAYLOAD, armor, root, TIME, lists);
  }

  private static String verdict(
      byte[] payload, byte[] armor, Issued root, Instant time, byte[]... lists) {
    try {
      X509Verifier.verify(
          payload,
          armor,
          X509Roots.read(root.pem()),
          X509RevocationLists.read(List.of(lists)),
          time);
      return "OK";
    } catch (SigningException e) {
      return e.refusal().name();
    }
  }

  private String verdict(Cms cms) {
    return verdict(cms.sign(PAYLOAD), root);
  }

  @Test
  void tellsTheCertificateAndTheAlgorithm() throws Exception {
    VerifiedSignature verified =
        X509Verifier.verify(
            PAYLOAD,
            new Cms(leaf).sign(PAYLOAD),
            X509Roots.read(root.pem()),
            X509RevocationLists.none(),
            TIME);
    String fingerprint =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(leaf.certificate().getEncoded()));
    assertThat(verified.format()).isEqualTo(SignatureFormat.X509);
    assertThat(verified.fingerprint()).isEqualTo(fingerprint);
    assertThat(verified.signingKey()).isEqualTo(fingerprint);
    assertThat(verified.algorithm()).isEqualTo("RSA with SHA-256");
    assertThat(verified.claimedTime()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withRSA, OK",
    "SHA384withRSA, OK",
    "SHA512withRSA, OK",
    "SHA256withRSAandMGF1, OK",
    "SHA512withRSAandMGF1, OK",
    "SHA1withRSA, WEAK_ALGORITHM",
    "SHA224withRSA, WEAK_ALGORITHM",
    "MD5withRSA, WEAK_ALGORITHM"
  })
  void a9DigestsHaveAFloor(String algorithm, String expected) {
    assertThat(verdict(new Cms(leaf).by(algorithm))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"EC, 256, OK", "EC, 384, OK", "EC, 521, OK", "RSA, 1024, WEAK_ALGORITHM"})
  void a9KeysHaveAFloor(String algorithm, int size, String expected) {
    Issued other = leaf(Issued.keyPair(algorithm, size), d -> {});
    assertThat(verdict(new Cms(other))).isEqualTo(expected);
  }

  @Test
  void a9WeakCertificateSignatureIsRefused() {
    Issued weak = leaf(d -> d.algorithm = "SHA1withECDSA");
    assertThat(verdict(new Cms(weak))).isEqualTo("WEAK_ALGORITHM");
  }

  @Test
  void a9WeakRootIsRefused() {
    Issued weak = Issued.root(Issued.keyPair("RSA", 1024), d -> d.authority().until = UNTIL);
    Issued below = weak.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(below).sign(PAYLOAD), weak)).isEqualTo("WEAK_ALGORITHM");
  }

  @Test
  void otherBytesAreRefused() {
    byte[] armor = new Cms(leaf).sign(PAYLOAD);
    assertThat(verdict("other".getBytes(UTF_8), armor, root, TIME)).isEqualTo("BAD_SIGNATURE");
  }

  @Test
  void anotherRootOfTheSameNameIsRefused() {
    assertThat(verdict(new Cms(leaf).sign(PAYLOAD), root(d -> {})))
        .isEqualTo("UNTRUSTED_CERTIFICATE");
  }

  @Test
  void rootThatComesWithTheSignatureIsNotBelieved() {
    assertThat(verdict(new Cms(leaf).with(root).sign(PAYLOAD), root(d -> {})))
        .isEqualTo("UNTRUSTED_CERTIFICATE");
  }

  @Test
  void selfSignedCertificateIsRefused() {
    Issued own = Issued.root(Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(own))).isEqualTo("UNTRUSTED_CERTIFICATE");
    assertThatThrownBy(() -> X509Roots.read(own.pem())).isInstanceOf(SigningException.class);
  }

  @Test
  void chainOverAnIntermediateIsAccepted() {
    Issued middle =
        root.issue("Middle", Issued.keyPair("EC", 256), d -> d.authority().until = UNTIL);
    Issued below = middle.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(below).with(middle))).isEqualTo("OK");
    assertThat(verdict(new Cms(below).with(middle).with(root))).isEqualTo("OK");
    assertThat(verdict(new Cms(below))).isEqualTo("UNTRUSTED_CERTIFICATE");
    assertThat(verdict(new Cms(below).with(middle).with(leaf))).isEqualTo("MALFORMED");
  }

  @Test
  void leafMayNotVouchForAnother() {
    Issued middle = leaf(Issued.keyPair("EC", 256), d -> {});
    Issued below = middle.issue("Eve", Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(below).with(middle))).isEqualTo("UNTRUSTED_CERTIFICATE");
  }

  @Test
  void pathLengthIsHeeded() {
    Issued shortRoot = root(d -> d.pathLength = 0);
    Issued middle =
        shortRoot.issue("Middle", Issued.keyPair("EC", 256), d -> d.authority().until = UNTIL);
    Issued last =
        middle.issue(
            "Last",
            Issued.keyPair("EC", 256),
            d -> {
              d.authority().until = UNTIL;
              d.pathLength = 0;
            });
    Issued limited =
        root.issue(
            "Middle",
            middle.keys(),
            d -> {
              d.authority().until = UNTIL;
              d.pathLength = 0;
            });
    Issued below = last.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(below).with(last).with(limited))).isEqualTo("UNTRUSTED_CERTIFICATE");
  }

  @Test
  void a5ExpiredCertificateIsRefusedAtTheTrustedTime() {
    Issued early = leaf(d -> d.until = TIME.minusSeconds(1));
    byte[] armor = new Cms(early).sign(PAYLOAD);
    assertThat(verdict(armor, root)).isEqualTo("KEY_EXPIRED");
    assertThat(verdict(PAYLOAD, armor, root, TIME.minusSeconds(1))).isEqualTo("OK");
  }

  @Test
  void a5ExpiredRootIsRefused() {
    Issued old = root(d -> d.until = TIME.minusSeconds(1));
    Issued below = old.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
    assertThat(verdict(new Cms(below).sign(PAYLOAD), old)).isEqualTo("KEY_EXPIRED");
  }

  @Test
  void a8CertificateThatIsNotYetValidIsRefused() {
    Issued late = leaf(d -> d.from = TIME.plusSeconds(1));
    assertThat(verdict(new Cms(late))).isEqualTo("KEY_NOT_YET_VALID");
  }

  @Test
  void a8SignatureDatedBeforeItsCertificateOrAfterTheTimeIsRefused() {
    Issued late = leaf(d -> d.from = TIME.minusSeconds(1));
    assertThat(verdict(new Cms(late))).isEqualTo("KEY_NOT_YET_VALID");
    byte[] armor = new Cms(leaf).sign(PAYLOAD);
    assertThat(verdict(PAYLOAD, armor, root, Issued.FROM.plus(Duration.ofDays(1))))
        .isEqualTo("KEY_NOT_YET_VALID");
  }

  @ParameterizedTest
  @CsvSource({"1000, KEY_REVOKED", "1001, OK"})
  void a6RevokedCertificateIsRefused(long serial, String expected) {
    byte[] list = root.revocationList(TIME.minusSeconds(9), UNTIL, serial);
    assertThat(verdict(new Cms(leaf).sign(PAYLOAD), root, list)).isEqualTo(expected);
  }

  @Test
  void a6RevocationCountsWhateverTheDateOfTheList() {
    byte[] armor = new Cms(leaf).sign(PAYLOAD);
    byte[] stale = root.revocationList(Issued.FROM, Issued.UNTIL, 1000);
    byte[] later = root.revocationList(TIME.plusSeconds(9), UNTIL, 1000);
    byte[] empty = root.revocationList(TIME.minusSeconds(9), UNTIL);
    assertThat(verdict(armor, root, stale, empty)).isEqualTo("KEY_REVOKED");
    assertThat(verdict(armor, root, empty, later)).isEqualTo("KEY_REVOKED");
  }

  @Test
  void a6RevokedIntermediateIsRefused() {
    Issued middle =
        root.issue("Middle", Issued.keyPair("EC", 256), d -> d.authority().until = UNTIL);
    Issued below = middle.issue("Ada", Issued.rsa(), d -> d.until = UNTIL);
    byte[] list = root.revocationList(TIME.minusSeconds(9), UNTIL, 1000);
    assertThat(verdict(new Cms(below).with(middle).sign(PAYLOAD), root, list))
        .isEqualTo("KEY_REVOKED");
  }

  @Test
  void revocationListThatIsOutOfDateLeavesTheQuestionOpen() {
    byte[] stale = root.revocationList(Issued.FROM, Issued.UNTIL, 1001);
    assertThat(verdict(new Cms(leaf).sign(PAYLOAD), root, stale)).isEqualTo("UNSUPPORTED");
  }

  @Test
  void revocationListThatAnotherSignedIsRefused() {
    byte[] forged = root(d -> {}).revocationList(TIME.minusSeconds(9), UNTIL);
    assertThat(verdict(new Cms(leaf).sign(PAYLOAD), root, forged)).isEqualTo("MALFORMED");
  }

  @Test
  void certificateThatMayNotSignIsRefused() {
    assertThat(verdict(new Cms(leaf(d -> d.usage = KeyUsage.keyEncipherment))))
        .isEqualTo("KEY_USAGE");
    assertThat(verdict(new Cms(leaf(d -> d.usage = 0)))).isEqualTo("KEY_USAGE");
    assertThat(verdict(new Cms(leaf(d -> d.usage = KeyUsage.nonRepudiation)))).isEqualTo("OK");
  }

  @Test
  void certificateForAnotherPurposeIsRefused() {
    Issued server = leaf(d -> d.purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth});
    Issued code = leaf(d -> d.purposes = new KeyPurposeId[] {KeyPurposeId.id_kp_codeSigning});
    assertThat(verdict(new Cms(server))).isEqualTo("KEY_USAGE");
    assertThat(verdict(new Cms(code))).isEqualTo("OK");
    assertThat(verdict(new Cms(leaf(d -> d.purposes = new KeyPurposeId[0])))).isEqualTo("OK");
  }

  @Test
  void b2SeveralSignaturesAreRefused() {
    byte[] one = new Cms(leaf).sign(PAYLOAD);
    byte[] two = (new String(one, UTF_8) + new String(one, UTF_8)).getBytes(UTF_8);
    assertThat(verdict(two, root)).isEqualTo("SEVERAL_SIGNATURES");
    assertThat(verdict(new Cms(leaf).twice())).isEqualTo("SEVERAL_SIGNATURES");
  }

  @Test
  void signatureWithoutSignedAttributesIsRefused() {
    assertThat(verdict(new Cms(leaf).direct())).isEqualTo("MALFORMED");
  }

  @Test
  void signatureThatBringsItsOwnDataIsRefused() {
    assertThat(verdict(new Cms(leaf).attached())).isEqualTo("MALFORMED");
  }

  @Test
  void signatureWithoutItsCertificateIsRefused() {
    assertThat(verdict(new Cms(leaf).withoutCertificates())).isEqualTo("MALFORMED");
    assertThat(verdict(new Cms(leaf).withoutCertificates().with(root))).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void octetsAfterTheEndAreRefused() {
    byte[] der = new Cms(leaf).der(PAYLOAD);
    byte[] longer = Arrays.copyOf(der, der.length + 1);
    assertThat(verdict(Issued.pem("SIGNED MESSAGE", longer), root)).isEqualTo("MALFORMED");
  }

  @Test
  void a12OtherArmorIsRefused() {
    byte[] der = new Cms(leaf).der(PAYLOAD);
    assertThat(verdict(Issued.pem("PGP SIGNATURE", der), root)).isEqualTo("MALFORMED");
    assertThat(verdict(Issued.pem("CMS", der), root)).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC"})
  void anyFlippedBitFails(String algorithm) {
    Issued fast = Issued.root(Issued.keyPair("RSA", 2048), d -> d.authority().until = UNTIL);
    KeyPair keys = algorithm.equals("RSA") ? Issued.rsa() : Issued.keyPair("EC", 256);
    Issued signer = fast.issue("Ada", keys, d -> d.until = UNTIL);
    byte[] der = new Cms(signer).der(PAYLOAD);
    assertThat(
            Flips.accepted(
                der,
                octet -> true,
                flipped -> verdict(Issued.pem("SIGNED MESSAGE", flipped), fast).equals("OK")))
        .isEmpty();
  }

  @Test
  void deepNestingIsRefused() {
    byte[] deep = new byte[40_000];
    for (int i = 0; i < deep.length; i += 2) {
      deep[i] = 0x30;
      deep[i + 1] = (byte) 0x80;
    }
    assertThat(verdict(Issued.pem("SIGNED MESSAGE", deep), root)).isEqualTo("MALFORMED");
  }

  @ParameterizedTest
  @ValueSource(longs = {41, 42})
  void mutationsAreRefusedAndNothingCrashes(long seed) {
    Random random = new Random(seed);
    byte[] der = new Cms(leaf).der(PAYLOAD);
    for (int i = 0; i < 3000; i++) {
      byte[] mutated = der.clone();
      for (int n = 0; n <= random.nextInt(3); n++) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(4) == 0) {
        mutated = Arrays.copyOf(mutated, random.nextInt(mutated.length));
      }
      if (mutated.length > 0 && !Arrays.equals(mutated, der)) {
        assertThat(verdict(Issued.pem("SIGNED MESSAGE", mutated), root))
            .as("seed %d, case %d", seed, i)
            .isNotEqualTo("OK");
      }
    }
  }
}
