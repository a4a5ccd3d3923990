package dev.policyctl.signing.openpgp;

import static dev.policyctl.signing.openpgp.ForgedCases.ID;
import static dev.policyctl.signing.openpgp.ForgedCases.at;
import static dev.policyctl.signing.openpgp.ForgedCases.usual;

import dev.policyctl.signing.openpgp.ForgedKey.Draft;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;

/** The forged cases about revocations, by the key itself and by others that it names. */
final class ForgedRevocations {
  private final ForgedCases cases;

  private ForgedRevocations(ForgedCases cases) {
    this.cases = cases;
  }

  static void addTo(ForgedCases cases) {
    ForgedRevocations revocations = new ForgedRevocations(cases);
    revocations.revocations();
    revocations.unusualRevocations();
    revocations.others();
    revocations.revokers();
  }

  private void revocations() {
    cases.add("revoked", cases.usual().revoked(at(2)), "KEY_REVOKED", true);
    cases.add(
        "revoked, right place",
        cases.key().revoked(at(2)).userId(ID, usual(0)),
        "KEY_REVOKED",
        false);
    for (int reason : new int[] {0, 1, 2, 3}) {
      Consumer<Draft> because = d -> d.hashed.setRevocationReason(false, (byte) reason, "x");
      cases.add(
          "revoked with reason " + reason + " after the signature",
          cases.key().revoked(at(100).andThen(because)).userId(ID, usual(0)),
          "KEY_REVOKED",
          false);
    }
  }

  private void unusualRevocations() {
    cases.add(
        "revocation with SHA-1",
        cases
            .key()
            .revoked(at(2).andThen(d -> d.digest(HashAlgorithmTags.SHA1)))
            .userId(ID, usual(0)),
        "KEY_REVOKED",
        false);
    cases.add(
        "revocation that expired",
        cases.key().revoked(at(2).andThen(d -> d.expires(ForgedCases.DAY))).userId(ID, usual(0)),
        "KEY_REVOKED",
        false);
    cases.add(
        "revocation with a critical notation",
        cases
            .key()
            .revoked(at(2).andThen(d -> d.hashed.addNotationData(true, true, "a@x", "1")))
            .userId(ID, usual(0)),
        "KEY_REVOKED",
        true);
    cases.broken("broken revocation", cases.usual().revoked(at(2)), true);
  }

  private void others() {
    PGPSignature stranger = ForgedKey.certify(cases.bob, 0x20, cases.ada.getPublicKey(), at(2));
    cases.add("revocation by a stranger", cases.usual().add(stranger), "OK", true);
    cases.add("user id revoked", cases.usual().certification(0x30, ID, at(2)), "KEY_REVOKED", true);
    cases.add(
        "user id revoked, then signed again",
        cases.usual().certification(0x30, ID, at(2)).certification(0x13, ID, usual(3)),
        "KEY_REVOKED",
        true);
    cases.add(
        "one of two user ids revoked",
        cases.usual().userId("B", usual(0)).certification(0x30, "B", at(2)),
        "OK",
        true);
  }

  private void revokers() {
    Consumer<Draft> names = usual(0).andThen(d -> d.raw(12, revoker(cases.bob)));
    PGPSignature revocation = ForgedKey.certify(cases.bob, 0x20, cases.ada.getPublicKey(), at(2));
    byte[] bobs = new ForgedKey(cases.bob).userId("Bob", usual(0)).bytes();
    ForgedKey named = cases.key().direct(names).userId(ID, usual(0));
    ForgedKey revoked = cases.key().direct(names).add(revocation).userId(ID, usual(0));
    byte[] signature = ForgedCases.signed(cases.ada, d -> {});
    cases.add("names a revoker", named, "OK", true);
    cases.add(
        "revoked by its revoker",
        Armored.joined(List.of(revoked.bytes(), bobs)),
        signature,
        "KEY_REVOKED",
        false);
    cases.add("revoked by its revoker, who is not given", revoked, "UNSUPPORTED", true);
    cases.add(
        "revoked by its revoker, whom a user id names",
        Armored.joined(List.of(cases.key().userId(ID, names).add(revocation).bytes(), bobs)),
        signature,
        "KEY_REVOKED",
        true);
    PGPSignature other = ForgedKey.certify(cases.bob, 0x20, cases.sub.getPublicKey(), at(2));
    cases.add(
        "revocation by its revoker that does not verify",
        Armored.joined(
            List.of(cases.key().direct(names).add(other).userId(ID, usual(0)).bytes(), bobs)),
        signature,
        "UNSUPPORTED",
        true);
  }

  private static byte[] revoker(PGPKeyPair key) {
    return Armored.joined(
        List.of(
            new byte[] {(byte) 0x80, (byte) key.getPublicKey().getAlgorithm()},
            key.getPublicKey().getFingerprint()));
  }
}
