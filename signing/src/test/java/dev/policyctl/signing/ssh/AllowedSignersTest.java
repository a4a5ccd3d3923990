package dev.policyctl.signing.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;

/** Lines with the place and words of what is wrong with them. */
class AllowedSignersTest {
  private static final String KEY = key(1);
  private static final String GIT = "ada@acme.example namespaces=\"git\" ";

  private static String key(int secret) {
    byte[] seed = new byte[32];
    seed[0] = (byte) secret;
    byte[] point = new byte[32];
    Ed25519.generatePublicKey(seed, 0, point, 0);
    byte[] wire = new WireWriter().string("ssh-ed25519").string(point).bytes();
    return "ssh-ed25519 " + Base64.getEncoder().encodeToString(wire);
  }

  private static void problem(String line, int column, String text, String message) {
    String file = "# the signers\n\n" + line.replace("KEY", KEY) + "\n" + GIT + key(2) + "\n";
    AllowedSigners signers = AllowedSigners.parse(file.getBytes(StandardCharsets.UTF_8));
    assertThat(signers.problems())
        .containsExactly(new SignerProblem(3, column, Shown.text(text), message));
    // The others still count.
    assertThat(signers.usable()).extracting(AllowedSigner::line).containsExactly(4);
  }

  @Test
  void tellsWhereALineCannotBeRead() {
    String git = "namespaces=\"git\"";
    problem("\"ada KEY", 1, "\"ada " + KEY, "the quote is not closed");
    problem("ada", 4, "", "this is not a key: a type and base 64");
    problem("ada \"git KEY", 5, "\"git " + KEY, "the quote is not closed");
    problem("\"ada", 1, "\"ada", "the quote is not closed");
    problem("ada unknown," + git + " KEY", 5, "unknown", "this option is not known");
    problem("ada " + git + ",x KEY", 22, "x", "this option is not known");
    problem("ada " + git + ", KEY", 21, ",", "an option is missing after the comma");
    problem("ada " + git + "," + git + " KEY", 22, "namespaces", "this option is given twice");
    problem("ada namespaces=git KEY", 5, "namespaces=git", "the option's value is not in quotes");
    problem(
        "ädä " + git + ",valid-after=\"20261301Z\" KEY",
        35,
        "20261301Z",
        "this is not a time `YYYYMMDD[HHMM[SS]]Z`");
    problem(
        "ada " + git + ",valid-after=\"20260101Z\",valid-before=\"20260101Z\" KEY",
        5,
        git + ",valid-after=\"20260101Z\",valid-before=\"20260101Z\"",
        "`valid-before` is not after `valid-after`");
    problem(
        "ada " + git + " ssh-ed25519 AAA",
        22,
        "ssh-ed25519 AAA",
        "the key is not written in base 64");
    problem(
        "ada " + git + " ssh-rsa " + KEY.substring(12),
        22,
        "ssh-rsa " + KEY.substring(12),
        "the key is of another type");
    problem(
        "ada " + git + " ssh-dss AAAAB3NzaC1kc3M=",
        22,
        "ssh-dss AAAAB3NzaC1kc3M=",
        "DSA keys are too weak to sign");
  }

  @Test
  void tellsWhereALineIsWrongThatOpenSshReads() {
    String git = "namespaces=\"git\"";
    problem("ada KEY", 5, KEY, "the option `namespaces=\"git\"` is missing before the key");
    problem(
        "a*," + "b " + git + " KEY",
        1,
        "a*,b",
        "a wildcard lets one key sign as several people: name them");
    problem(
        "* cert-authority," + git + " KEY",
        1,
        "*",
        "this lets an authority vouch for anybody: name a domain");
    problem("ada namespaces=\"g*\" KEY", 17, "g*", "a wildcard lets signatures for anything count");
    problem(
        "ada valid-after=\"20260101\"," + git + " KEY",
        18,
        "20260101",
        "the time does not end in `Z`");
    problem("ad\u200Ba " + git + " KEY", 1, "ad?a", "a principal has characters that do not print");
    problem("ada " + git + " KEY\0", 1, "", "the line has a NUL");
  }

  @Test
  void tellsAllThatIsWrongWithALine() {
    assertThat(Verdicts.signers("* valid-before=\"20300101\" " + KEY).problems())
        .extracting(SignerProblem::column)
        .containsExactly(1, 27, 17);
  }

  @Test
  void readsLinesAsOpenSshDoes() {
    String file =
        "\r\n  # indented\n\t"
            + GIT
            + KEY
            + " a comment\r\n"
            + "\"bob b@acme.example\"namespaces=\"git\"  "
            + key(2)
            + "\r\n"
            + "*@acme.example,!eve@acme.example CERT-authority,,namespaces=\"git,file\" "
            + key(3);
    AllowedSigners signers = Verdicts.signers(file);
    assertThat(signers.problems()).isEmpty();
    List<AllowedSigner> usable = signers.usable();
    assertThat(usable).extracting(AllowedSigner::line).containsExactly(3, 4, 5);
    assertThat(usable.get(1).principals().matches("bob b@acme.example")).isTrue();
    assertThat(usable.get(2).certAuthority()).isTrue();
    assertThat(usable.get(2).principals().matches("eve@acme.example")).isFalse();
    assertThat(signers.fingerprints()).hasSize(3).allMatch(print -> print.startsWith("SHA256:"));
  }

  @Test
  void refusesLineThatIsNotUtf8AndFileThatIsTooLong() {
    byte[] latin = ("ädä" + GIT + KEY).getBytes(StandardCharsets.ISO_8859_1);
    assertThat(AllowedSigners.parse(latin).problems())
        .containsExactly(new SignerProblem(1, 1, "", "the line is not UTF-8"));
    AllowedSigners huge = AllowedSigners.parse(new byte[5 * 1024 * 1024]);
    assertThat(huge.problems())
        .extracting(SignerProblem::message)
        .containsExactly("the file is longer than 4 MiB");
    assertThat(huge.usable()).isEmpty();
  }
}
