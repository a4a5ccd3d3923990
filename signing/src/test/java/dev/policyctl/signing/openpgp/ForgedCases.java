package dev.policyctl.signing.openpgp;

import static dev.policyctl.signing.openpgp.ForgedKey.ed25519;

import dev.policyctl.signing.openpgp.ForgedKey.Draft;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;

/** Certificates that are wrong in one thing each, judged now. */
final class ForgedCases {
  /** Of judgement; gpgv takes the clock's, which is later: so what is to come is far off. */
  static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

  static final Instant MADE = NOW.minus(100, ChronoUnit.DAYS);
  static final Instant FUTURE = Instant.parse("2100-01-01T00:00:00Z");
  static final Instant SIGNED = NOW.minus(1, ChronoUnit.DAYS);
  static final long DAY = 86_400;
  static final int CERTIFY = 1;
  static final int SIGN = 2;
  static final int BOTH = 3;
  static final int ENCRYPT = 12;

  static final String ID = "Ada <ada@x>";

  private final List<Forged> cases = new ArrayList<>();
  final PGPKeyPair ada = ed25519(MADE);
  final PGPKeyPair bob = ed25519(MADE);
  final PGPKeyPair sub = ed25519(MADE);

  static List<Forged> all() {
    ForgedCases cases = new ForgedCases();
    cases.selfSignatures();
    cases.expiry();
    cases.selfSignatureExpiry();
    ForgedRevocations.addTo(cases);
    cases.subkeys();
    cases.subkeyBindings();
    cases.adoption();
    cases.signatures();
    cases.otherVersions();
    return cases.cases;
  }

  void add(String name, ForgedKey key, String verdict, boolean gpgv) {
    add(name, key.bytes(), signed(key.primary, d -> {}), verdict, gpgv);
  }

  void add(String name, byte[] keys, byte[] signature, String verdict, boolean gpgv) {
    cases.add(new Forged(name, keys, signature, verdict, gpgv));
  }

  static byte[] signed(PGPKeyPair signer, Consumer<Draft> draft) {
    return ForgedKey.sign(
        signer,
        0,
        Forged.PAYLOAD,
        d -> {
          d.made(SIGNED);
          draft.accept(d);
        });
  }

  static Consumer<Draft> at(long days) {
    return d -> d.made(MADE.plus(days, ChronoUnit.DAYS));
  }

  static Consumer<Draft> usual(long days) {
    return at(days).andThen(d -> d.flags(BOTH));
  }

  ForgedKey key() {
    return new ForgedKey(ada);
  }

  ForgedKey usual() {
    return key().userId(ID, usual(0));
  }

  private void selfSignatures() {
    add("usual", usual(), "OK", true);
    add("direct self-signature only", key().direct(usual(0)), "OK", true);
    add("no user id", key(), "MALFORMED", false);
    add("user id without self-signature", key().userId(ID), "MALFORMED", false);
    add("no key flags", key().userId(ID, at(0)), "KEY_USAGE", true);
    add("certify only", key().userId(ID, at(0).andThen(d -> d.flags(CERTIFY))), "KEY_USAGE", false);
    add("encrypt only", key().userId(ID, at(0).andThen(d -> d.flags(ENCRYPT))), "KEY_USAGE", false);
    Consumer<Draft> sha1 = usual(0).andThen(d -> d.digest(HashAlgorithmTags.SHA1));
    add("SHA-1 self-signature", key().userId(ID, sha1), "WEAK_ALGORITHM", true);
    add(
        "SHA-1 self-signature, then one of SHA-256",
        key().userId(ID, sha1).certification(0x13, ID, usual(1)),
        "OK",
        true);
    add(
        "SHA-256 self-signature, then one of SHA-1",
        usual().certification(0x13, ID, sha1.andThen(at(1))),
        "WEAK_ALGORITHM",
        true);
    Consumer<Draft> critical =
        usual(0).andThen(d -> d.hashed.addNotationData(true, true, "a@x", "1"));
    add("critical notation in self-signature", key().userId(ID, critical), "UNSUPPORTED", false);
    broken("broken self-signature", key().userId(ID, usual(0)), false);
    add(
        "self-signature made later",
        key().userId(ID, usual(0).andThen(d -> d.made(FUTURE))),
        "OK",
        true);
    add(
        "signing was withdrawn",
        usual().certification(0x13, ID, at(1).andThen(d -> d.flags(CERTIFY))),
        "KEY_USAGE",
        false);
    add(
        "one user id allows signing, another does not",
        usual().userId("B", at(1).andThen(d -> d.flags(CERTIFY))),
        "KEY_USAGE",
        false);
  }

  /** The last signature of a key has one bit changed. */
  void broken(String name, ForgedKey key, boolean gpgv) {
    byte[] keys = key.bytes();
    keys[keys.length - 12] ^= 1;
    add(name, keys, signed(ada, d -> {}), "MALFORMED", gpgv);
  }

  private void expiry() {
    Consumer<Draft> past = d -> d.keyExpires(50 * DAY);
    Consumer<Draft> future = d -> d.keyExpires(20_000 * DAY);
    add("expired", key().userId(ID, usual(0).andThen(past)), "KEY_EXPIRED", false);
    add("expires later", key().userId(ID, usual(0).andThen(future)), "OK", true);
    add("direct expired", key().direct(usual(0).andThen(past)), "KEY_EXPIRED", false);
    add(
        "expiry extended",
        key().userId(ID, usual(0).andThen(past)).certification(0x13, ID, usual(1).andThen(future)),
        "OK",
        true);
    add(
        "expiry extended to never",
        key().userId(ID, usual(0).andThen(past)).certification(0x13, ID, usual(1)),
        "OK",
        true);
    add(
        "expiry shortened",
        usual().certification(0x13, ID, usual(1).andThen(past)),
        "KEY_EXPIRED",
        false);
    add(
        "another user id says expired, and is older",
        key().userId("B", usual(0).andThen(past)).userId(ID, usual(1).andThen(future)),
        "KEY_EXPIRED",
        true);
    add(
        "the key itself says expired, the user id not",
        key().direct(usual(0).andThen(past)).userId(ID, usual(1)),
        "KEY_EXPIRED",
        false);
  }

  private void selfSignatureExpiry() {
    add(
        "self-signature expired",
        key().userId(ID, usual(0).andThen(d -> d.expires(DAY))),
        "KEY_EXPIRED",
        true);
    add(
        "newer self-signature expired",
        usual().certification(0x13, ID, at(1).andThen(d -> d.expires(DAY))),
        "OK",
        true);
  }

  private void subkey(String name, ForgedKey key, String verdict, boolean gpgv) {
    add(name, key.bytes(), signed(sub, d -> {}), verdict, gpgv);
  }

  private static Consumer<Draft> bound(long days) {
    return at(days).andThen(d -> d.flags(SIGN));
  }

  private void subkeys() {
    subkey("subkey", usual().boundSubkey(sub, bound(0)), "OK", true);
    subkey(
        "subkey of a key that only certifies",
        key().userId(ID, at(0).andThen(d -> d.flags(CERTIFY))).boundSubkey(sub, bound(0)),
        "OK",
        true);
    subkey(
        "subkey of an expired key",
        key().userId(ID, usual(0).andThen(d -> d.keyExpires(DAY))).boundSubkey(sub, bound(0)),
        "KEY_EXPIRED",
        false);
    subkey(
        "subkey of a revoked key",
        key().revoked(at(2)).userId(ID, usual(0)).boundSubkey(sub, bound(0)),
        "KEY_REVOKED",
        false);
    subkey(
        "expired subkey",
        usual().boundSubkey(sub, bound(0).andThen(d -> d.keyExpires(DAY))),
        "KEY_EXPIRED",
        false);
    subkey(
        "revoked subkey",
        usual().boundSubkey(sub, bound(0)).binding(0x28, sub, at(2)),
        "KEY_REVOKED",
        false);
    subkey(
        "revoked subkey, bound again",
        usual().boundSubkey(sub, bound(0)).binding(0x28, sub, at(2)).boundSubkey(sub, bound(3)),
        "KEY_REVOKED",
        false);
    subkey(
        "subkey for encryption",
        usual().boundSubkey(sub, at(0).andThen(d -> d.flags(ENCRYPT))),
        "KEY_USAGE",
        false);
    subkey("subkey without flags", usual().boundSubkey(sub, at(0)), "KEY_USAGE", true);
    subkey("subkey that is not bound", usual().subkey(sub), "MALFORMED", false);
  }

  private void subkeyBindings() {
    subkey(
        "subkey without back signature",
        usual().subkey(sub).binding(0x18, sub, bound(0)),
        "KEY_USAGE",
        false);
    subkey(
        "back signature by another key",
        usual().subkey(sub).binding(0x18, sub, bound(0).andThen(d -> back(d, bob, x -> {}))),
        "KEY_USAGE",
        false);
    subkey(
        "back signature with SHA-1",
        usual()
            .subkey(sub)
            .binding(
                0x18,
                sub,
                bound(0).andThen(d -> back(d, sub, x -> x.digest(HashAlgorithmTags.SHA1)))),
        "WEAK_ALGORITHM",
        true);
    subkey(
        "back signature that expired",
        usual()
            .subkey(sub)
            .binding(0x18, sub, bound(0).andThen(d -> back(d, sub, x -> x.expires(DAY)))),
        "KEY_USAGE",
        true);
    subkey(
        "binding with SHA-1",
        usual().boundSubkey(sub, bound(0).andThen(d -> d.digest(HashAlgorithmTags.SHA1))),
        "WEAK_ALGORITHM",
        true);
    subkey(
        "newer binding without back signature",
        usual().boundSubkey(sub, bound(0)).binding(0x18, sub, bound(1)),
        "KEY_USAGE",
        false);
  }

  private void back(Draft draft, PGPKeyPair signer, Consumer<Draft> how) {
    ForgedKey.embed(draft, ForgedKey.bind(signer, 0x19, ada, sub, at(0).andThen(how)));
  }

  private void adoption() {
    byte[] adas = usual().boundSubkey(sub, bound(0)).bytes();
    ForgedKey thief = new ForgedKey(bob).userId("Bob", usual(0));
    byte[] without = thief.subkey(sub).binding(0x18, sub, bound(0)).bytes();
    byte[] signature = signed(sub, d -> {});
    add(
        "another's subkey, adopted without consent",
        Armored.joined(List.of(without, adas)),
        signature,
        "OK",
        false);
    byte[] with = new ForgedKey(bob).userId("Bob", usual(0)).boundSubkey(sub, bound(0)).bytes();
    add(
        "a subkey that belongs to two",
        Armored.joined(List.of(adas, with)),
        signature,
        "MALFORMED",
        true);
  }

  private void signature(String name, Consumer<Draft> draft, String verdict, boolean gpgv) {
    add(name, usual().bytes(), signed(ada, draft), verdict, gpgv);
  }

  private void signatures() {
    signature(
        "dated before the key", d -> d.made(MADE.minusSeconds(1)), "KEY_NOT_YET_VALID", false);
    signature("dated in the future", d -> d.made(FUTURE), "KEY_NOT_YET_VALID", true);
    signature("expired signature", d -> d.expires(DAY / 2), "SIGNATURE_EXPIRED", false);
    signature("SHA-1 signature", d -> d.digest(HashAlgorithmTags.SHA1), "WEAK_ALGORITHM", true);
    signature("SHA-224 signature", d -> d.digest(HashAlgorithmTags.SHA224), "WEAK_ALGORITHM", true);
    signature(
        "critical notation",
        d -> d.hashed.addNotationData(true, true, "a@x", "1"),
        "UNSUPPORTED",
        false);
    signature("notation", d -> d.hashed.addNotationData(false, true, "a@x", "1"), "OK", true);
    signature(
        "notation that is not hashed",
        d -> d.unhashed.addNotationData(false, true, "a@x", "1"),
        "UNSUPPORTED",
        true);
    signature(
        "creation time that is not hashed",
        d -> d.unhashed.setSignatureCreationTime(false, Date.from(SIGNED)),
        "UNSUPPORTED",
        true);
    for (int type : new int[] {1, 2, 0x10, 0x40, 0x50}) {
      add(
          "signature of type " + type,
          usual().bytes(),
          ForgedKey.sign(ada, type, Forged.PAYLOAD, d -> d.made(SIGNED)),
          "WRONG_PURPOSE",
          type == 1);
    }
    add("another's signature", usual().bytes(), signed(bob, d -> {}), "UNKNOWN_KEY", false);
  }

  private void otherVersions() {
    try {
      PGPKeyPair modern = ForgedKey.generator(4, MADE).generateEd25519KeyPair();
      add("new Ed25519 form", new ForgedKey(modern).userId(ID, usual(0)), "OK", false);
      PGPKeyPair six = ForgedKey.generator(6, MADE).generateEd25519KeyPair();
      add("version 6", new ForgedKey(six).direct(usual(0)).userId(ID, usual(0)), "OK", false);
      PGPKeyPair sixRsa = ForgedKey.generator(6, MADE).generateRsaKeyPair(2048);
      Consumer<Draft> sha512 = usual(0).andThen(d -> d.digest(HashAlgorithmTags.SHA512));
      add("version 6 RSA", new ForgedKey(sixRsa).direct(sha512), "OK", false);
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }
}
