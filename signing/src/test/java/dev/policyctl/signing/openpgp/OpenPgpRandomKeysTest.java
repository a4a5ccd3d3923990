package dev.policyctl.signing.openpgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.signing.openpgp.ForgedKey.Draft;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random certificates against a model of the rules, and never milder than {@code gpgv}. */
class OpenPgpRandomKeysTest {
  private static final long DAY = ForgedCases.DAY;
  private static final int CASES = 60;

  @TempDir Path folder;

  /**
   * A self-signature, made on a day after the key was.
   *
   * @param expiry of the key, in days; 0 for never
   */
  private record Said(int day, Optional<Integer> flags, int expiry, boolean strong) {
    static Said draw(Random random, int day) {
      Optional<Integer> flags =
          random.nextInt(6) == 0 ? Optional.empty() : Optional.of(random.nextInt(8) == 0 ? 1 : 3);
      int expiry = new int[] {0, 0, 20_000, 20_000, 50}[random.nextInt(5)];
      return new Said(day, flags, expiry, random.nextInt(8) != 0);
    }

    Consumer<Draft> draft() {
      return d -> {
        d.made(ForgedCases.MADE.plus(day, ChronoUnit.DAYS));
        flags.ifPresent(d::flags);
        if (expiry != 0) {
          d.keyExpires(expiry * DAY);
        }
        d.digest(strong ? HashAlgorithmTags.SHA256 : HashAlgorithmTags.SHA1);
      };
    }

    boolean expired() {
      return expiry == 50;
    }

    boolean forbidsSigning() {
      return flags.isPresent() && (flags.get() & 2) == 0;
    }

    boolean allowsSigning() {
      return strong && flags.isPresent() && (flags.get() & 2) != 0;
    }
  }

  /** What is said of one user id, or of a subkey: the last of the list is the newest. */
  private static List<Said> draw(Random random) {
    List<Said> said = new ArrayList<>();
    for (int day = 0; day <= random.nextInt(3); day++) {
      said.add(Said.draw(random, day));
    }
    return said;
  }

  private static boolean alive(List<Said> newest) {
    return newest.stream().noneMatch(Said::expired) && newest.stream().anyMatch(Said::strong);
  }

  private static boolean maySign(List<Said> newest) {
    return newest.stream().noneMatch(Said::forbidsSigning)
        && newest.stream().anyMatch(Said::allowsSigning);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTheModelAndIsNeverMilderThanGpgv(long seed) {
    Random random = new Random(seed);
    Gpgv gpgv = new Gpgv(folder);
    int accepted = 0;
    for (int i = 0; i < CASES; i++) {
      PGPKeyPair primary = ForgedKey.ed25519(ForgedCases.MADE);
      PGPKeyPair sub = ForgedKey.ed25519(ForgedCases.MADE);
      ForgedKey key = new ForgedKey(primary);
      boolean revoked = random.nextInt(8) == 0;
      if (revoked) {
        key.revoked(d -> d.made(ForgedCases.SIGNED));
      }
      List<Said> newest = userIds(key, random);
      boolean bySubkey = random.nextBoolean();
      boolean expected = !revoked && alive(newest);
      expected &= bySubkey ? subkey(key, sub, random) : maySign(newest);
      byte[] armor =
          Armored.signature(
              ForgedKey.sign(
                  bySubkey ? sub : primary, 0, Forged.PAYLOAD, d -> d.made(ForgedCases.SIGNED)));
      String verdict = Verdict.of(Forged.PAYLOAD, armor, key.bytes(), ForgedCases.NOW);
      boolean ok = verdict.length() >= 40;
      assertThat(ok).as("seed %d, case %d: %s", seed, i, verdict).isEqualTo(expected);
      if (ok) {
        accepted++;
        assertThat(gpgv.accepts(Forged.PAYLOAD, armor, key.bytes()))
            .as("seed %d, case %d: gpgv refuses", seed, i)
            .isTrue();
      }
    }
    assertThat(accepted).isBetween(5, CASES - 5);
  }

  private static List<Said> userIds(ForgedKey key, Random random) {
    List<Said> newest = new ArrayList<>();
    for (int id = 0; id <= random.nextInt(2); id++) {
      String name = "Ada <ada" + id + "@x>";
      key.userId(name);
      List<Said> said = draw(random);
      said.forEach(s -> key.certification(0x13, name, s.draft()));
      newest.add(said.get(said.size() - 1));
    }
    return newest;
  }

  private static boolean subkey(ForgedKey key, PGPKeyPair sub, Random random) {
    List<Said> said = draw(random);
    boolean consents = random.nextInt(6) != 0;
    boolean revoked = random.nextInt(8) == 0;
    key.subkey(sub);
    for (Said each : said) {
      Consumer<Draft> consent =
          d ->
              ForgedKey.embed(
                  d, ForgedKey.bind(sub, 0x19, key.primary, sub, b -> b.made(ForgedCases.MADE)));
      key.binding(0x18, sub, consents ? each.draft().andThen(consent) : each.draft());
    }
    if (revoked) {
      key.binding(0x28, sub, d -> d.made(ForgedCases.SIGNED));
    }
    List<Said> newest = List.of(said.get(said.size() - 1));
    return alive(newest) && maySign(newest) && consents && !revoked;
  }
}
