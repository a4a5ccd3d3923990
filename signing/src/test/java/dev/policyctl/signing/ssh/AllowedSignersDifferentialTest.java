package dev.policyctl.signing.ssh;

import static dev.policyctl.signing.ssh.SshKeygen.PRINCIPAL;
import static dev.policyctl.signing.ssh.Verdicts.NOW;
import static dev.policyctl.signing.ssh.Verdicts.PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated lines, judged by us and by {@code ssh-keygen}. Twice: what we say that OpenSSH makes of
 * a line must be what it does make of it; and what we accept it must accept too. Every difference
 * is one of {@link #INTENDED}, by the words of the problem that we tell.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AllowedSignersDifferentialTest {
  private static final long SEED = 4_2026;
  private static final int LINES = 300;

  /** Each problem that OpenSSH does not see, and why we do. */
  private static final Map<String, String> INTENDED =
      new TreeMap<>(
          Map.of(
              "a wildcard lets one key sign as several people: name them",
              "A10: a key that verifies as anybody is nobody's",
              "this lets an authority vouch for anybody: name a domain",
              "A10: the same for certificates",
              "the option `namespaces=\"git\"` is missing before the key",
              "A10: a signature for a login or a file must not count for a commit",
              "a wildcard lets signatures for anything count",
              "A10: the same, written out",
              "the time does not end in `Z`",
              "A14: it would mean another time on each machine",
              "this is not a time `YYYYMMDD[HHMM[SS]]Z`",
              "the C library turns 31 February into 3 March; nobody meant that",
              "a principal has characters that do not print",
              "C5: what a reviewer cannot see must not matter"));

  private SshKeygen keygen;
  private byte[] plain;
  private byte[] certified;
  private List<String> lines;

  @BeforeAll
  void lines(@TempDir Path folder) {
    keygen = new SshKeygen(folder);
    for (String name : List.of("ada", "eve", "authority")) {
      keygen.key(name, "ed25519");
    }
    keygen.key("rsa", "rsa", "-b", "2048");
    plain = keygen.sign("ada", PAYLOAD, "git");
    String certificate = keygen.certify("authority", "ada", "-I", "id", "-n", PRINCIPAL);
    certified = keygen.sign("ada-cert.pub", PAYLOAD, "git");
    List<String> keys =
        List.of(
            keygen.line("ada"),
            keygen.line("authority"),
            keygen.line("authority"),
            keygen.line("eve"),
            keygen.line("rsa"),
            certificate);
    Random random = new Random(SEED);
    GeneratedLine generator = new GeneratedLine(random, keys);
    GeneratedLine ofAuthority = new GeneratedLine(random, keys.subList(1, 5));
    lines = new ArrayList<>();
    lines.addAll(oneOfEachDifference());
    for (int i = 0; i < LINES; i++) {
      lines.add(i % 3 == 0 ? certifying(ofAuthority.next()) : generator.next());
    }
  }

  private List<String> oneOfEachDifference() {
    String git = "namespaces=\"git\"";
    String key = " " + keygen.line("ada");
    return List.of(
        "*@acme.example " + git + key,
        "* cert-authority," + git + " " + keygen.line("authority"),
        "ada@acme.example" + key,
        "ada@acme.example namespaces=\"g*\"" + key,
        "ada@acme.example valid-after=\"20200101\"," + git + key,
        "ada@acme.example valid-before=\"20290231Z\"," + git + key,
        "ada@acme.example,b\u200Bob " + git + key);
  }

  /** Most of the lines of an authority say so. */
  private static String certifying(String line) {
    return line.length() % 5 > 0 ? line.replace("namespaces=", "cert-authority,namespaces=") : line;
  }

  @Test
  void verdictsAreThoseOfSshKeygenButForTheIntendedDifferences() {
    List<String> theirs =
        answers(
            "ssh-keygen -Y verify -f lines/$i -I "
                + PRINCIPAL
                + " -n git -s signatures/$i"
                + " -Overify-time=20260601120000 <payload >/dev/null 2>&1; echo $?");
    Map<String, Integer> differences = new TreeMap<>();
    int agreed = 0;
    for (int i = 0; i < lines.size(); i++) {
      agreed +=
          compare(lines.get(i), armorFor(lines.get(i)), theirs.get(i).equals("0"), differences)
              ? 1
              : 0;
    }
    assertThat(agreed).as("verdicts of acceptance on both sides").isGreaterThan(30);
    assertThat(differences.keySet()).isEqualTo(INTENDED.keySet());
  }

  private byte[] armorFor(String line) {
    return line.toLowerCase(Locale.ROOT).contains("cert-authority,") ? certified : plain;
  }

  /** Notes how we differ; true if both accept. */
  private static boolean compare(
      String line, byte[] armor, boolean theirs, Map<String, Integer> differences) {
    AllowedSigners strict = Verdicts.signers(line);
    boolean ours = accepts(strict, armor);
    String shown = "seed " + SEED + ", line `" + line + "`: " + strict.problems();
    if (ours) {
      assertThat(theirs).as(shown).isTrue();
    }
    boolean asTheyRead = accepts(lenient(strict), armor);
    if (asTheyRead != theirs) {
      assertThat(strict.problems()).as(shown).hasSize(1);
      assertThat(strict.problems().get(0).message())
          .as(shown)
          .isEqualTo("this is not a time `YYYYMMDD[HHMM[SS]]Z`");
    }
    if (ours != theirs) {
      assertThat(strict.problems()).as(shown).isNotEmpty();
      strict.problems().forEach(problem -> differences.merge(problem.message(), 1, Integer::sum));
    }
    return ours && theirs;
  }

  private static AllowedSigners lenient(AllowedSigners signers) {
    return new AllowedSigners(
        signers.lines().stream()
            .filter(line -> line.signer().isPresent())
            .map(line -> new SignerLine(line.signer(), line.fingerprint(), List.of()))
            .toList());
  }

  private static boolean accepts(AllowedSigners signers, byte[] armor) {
    try {
      new SshVerifier(signers, RevokedKeys.none()).verifyAs(PRINCIPAL, PAYLOAD, armor, "git", NOW);
      return true;
    } catch (SigningException e) {
      return false;
    }
  }

  /** One shell for all, as starting each process from here takes longer. */
  private List<String> answers(String command) {
    keygen.write("payload", PAYLOAD);
    keygen.folder().resolve("lines").toFile().mkdir();
    keygen.folder().resolve("signatures").toFile().mkdir();
    for (int i = 0; i < lines.size(); i++) {
      keygen.write("signatures/" + i, armorFor(lines.get(i)));
      keygen.write("lines/" + i, (lines.get(i) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    String script =
        "i=0; while [ $i -lt " + lines.size() + " ]; do " + command + "; i=$((i+1)); done";
    List<String> answers =
        ExternalTool.require("sh").succeed(keygen.folder(), "-c", script).lines().toList();
    assertThat(answers).hasSameSizeAs(lines);
    return answers;
  }

  @Test
  void principalsAreThoseOfSshKeygen() {
    keygen.write("plain.sig", plain);
    List<String> theirs =
        answers(
            "ssh-keygen -Y find-principals -f lines/$i -s plain.sig -Overify-time=20260601120000 2>/dev/null | paste -s -d,");
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      AllowedSigners signers = Verdicts.signers(lines.get(i));
      boolean noTime =
          signers.problems().stream().anyMatch(problem -> problem.message().contains("not a time"));
      if (!noTime) {
        assertThat(principals(signers))
            .as("seed " + SEED + ", line `" + lines.get(i) + "`: " + signers.problems())
            .isEqualTo(theirs.get(i));
        found += theirs.get(i).isEmpty() ? 0 : 1;
      }
    }
    assertThat(found).isGreaterThan(30);
  }

  private String principals(AllowedSigners signers) {
    Optional<AllowedSigner> line = signers.lines().stream().findFirst().flatMap(SignerLine::signer);
    return line.filter(signer -> !signer.certAuthority())
        .filter(signer -> signer.key().equals(keygen.publicKey("ada")))
        .filter(signer -> signer.validAfter().filter(NOW::isBefore).isEmpty())
        .filter(signer -> signer.validBefore().filter(NOW::isAfter).isEmpty())
        .map(signer -> untilEmpty(signer.principals().toString()))
        .orElse("");
  }

  /** It prints no pattern after an empty one. */
  private static String untilEmpty(String principals) {
    return Arrays.stream(principals.split(",", -1))
        .takeWhile(pattern -> !pattern.isEmpty())
        .collect(Collectors.joining(","));
  }

  /**
   * What our reader does not take at all, and OpenSSH does; none of it can let anybody sign here.
   */
  @Test
  void linesThatOnlyOpenSshReads() {
    String key = keygen.line("ada");
    String base64 = key.substring(key.indexOf(' ') + 1);
    String[] theirs = {
      "ada@acme.example namespaces=\"git\" ssh-ed25519 "
          + base64.substring(0, 20)
          + "\f"
          + base64.substring(20),
      "ada@acme.example namespaces=\"git\" " + key + " \0 comment",
    };
    for (String line : theirs) {
      assertThat(keygen.accepts(PAYLOAD, plain, line, "git")).as(line).isTrue();
      assertThat(accepts(Verdicts.signers(line), plain)).as(line).isFalse();
    }
  }
}
