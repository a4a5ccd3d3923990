package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.armor.Armor;
import dev.policyctl.signing.armor.ArmorBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * OpenPGP certificates to verify signatures with: immutable, and made to be used many times, since
 * what does not depend on the time is found out once. Being in here gives a key no authority.
 */
public final class OpenPgpKeys {
  private static final int MAX_OCTETS = 1 << 20;
  private static final String LABEL = "PGP PUBLIC KEY BLOCK";

  private final List<Certificate> certificates;
  private final List<SignaturePacket> revocations;
  private final Map<String, PublicKeyPacket> primaries = new LinkedHashMap<>();

  /** Primary keys and subkeys, by fingerprint and by key id. */
  private final Map<String, List<Signer>> signers = new LinkedHashMap<>();

  private OpenPgpKeys(List<Certificate> certificates, List<SignaturePacket> revocations) {
    this.certificates = certificates;
    this.revocations = revocations;
    certificates.forEach(c -> primaries.put(c.primary().fingerprint(), c.primary()));
    certificates.forEach(c -> index(c.with(revocations)));
  }

  /**
   * Reads the certificates and the revocation certificates of a file, of at most one MiB.
   *
   * @param armoredOrBinary what {@code gpg --export} writes, with or without {@code --armor};
   *     several armors may follow each other
   * @throws SigningException {@link Refusal#MALFORMED}, {@link Refusal#UNSUPPORTED} if any of it
   *     cannot be read; a key that is expired, revoked or weak is not refused before it is used
   */
  public static OpenPgpKeys read(byte[] armoredOrBinary) throws SigningException {
    if (armoredOrBinary.length == 0 || armoredOrBinary.length > MAX_OCTETS) {
      throw new SigningException(Refusal.MALFORMED, "a key file is empty or beyond one MiB");
    }
    List<Certificate> certificates = new ArrayList<>();
    List<SignaturePacket> revocations = new ArrayList<>();
    for (byte[] octets : bodies(armoredOrBinary)) {
      CertificateReader.Content content = CertificateReader.read(octets);
      certificates.addAll(content.certificates());
      revocations.addAll(content.revocations());
    }
    return new OpenPgpKeys(merged(certificates), revocations);
  }

  /**
   * The keys of several files as one. Use this, and not one file after the other: a revocation in
   * one file counts for the key in another.
   *
   * @throws SigningException {@link Refusal#MALFORMED} if two different keys share a fingerprint
   */
  public static OpenPgpKeys union(Collection<OpenPgpKeys> files) throws SigningException {
    List<Certificate> certificates = new ArrayList<>();
    List<SignaturePacket> revocations = new ArrayList<>();
    for (OpenPgpKeys file : files) {
      certificates.addAll(file.certificates);
      revocations.addAll(file.revocations);
    }
    return new OpenPgpKeys(merged(certificates), revocations);
  }

  private static List<byte[]> bodies(byte[] armoredOrBinary) throws SigningException {
    if ((armoredOrBinary[0] & 0x80) != 0) {
      return List.of(armoredOrBinary);
    }
    List<byte[]> bodies = new ArrayList<>();
    for (ArmorBlock block : Armor.read(armoredOrBinary, MAX_OCTETS)) {
      if (!block.label().equals(LABEL) || !block.checksumAgrees()) {
        throw new SigningException(
            Refusal.MALFORMED, "armor that is not a whole " + LABEL + ", but " + block.label());
      }
      bodies.add(block.body());
    }
    return bodies;
  }

  private static List<Certificate> merged(List<Certificate> certificates) throws SigningException {
    Map<String, Certificate> merged = new LinkedHashMap<>();
    for (Certificate certificate : certificates) {
      String fingerprint = certificate.primary().fingerprint();
      Certificate other = merged.get(fingerprint);
      merged.put(fingerprint, other == null ? certificate : other.merge(certificate));
    }
    return List.copyOf(merged.values());
  }

  private void index(Certificate certificate) {
    PublicKeyPacket primary = certificate.primary();
    Lazy<PrimaryStanding> standing =
        new Lazy<>(
            () ->
                PrimaryStanding.of(
                    certificate, fingerprint -> Optional.ofNullable(primaries.get(fingerprint))));
    index(new Signer(primary, primary, standing, Optional.empty()));
    for (SignedPart<PublicKeyPacket> subkey : certificate.subkeys()) {
      Lazy<SubkeyStanding> bound =
          new Lazy<>(() -> SubkeyStanding.of(certificate, subkey, standing.get().revocations()));
      index(new Signer(primary, subkey.part(), standing, Optional.of(bound)));
    }
  }

  private void index(Signer signer) {
    for (String name : List.of(signer.key().fingerprint(), signer.key().keyId())) {
      signers.computeIfAbsent(name, n -> new ArrayList<>()).add(signer);
    }
  }

  /** The fingerprints of all primary keys, in upper-case hexadecimal, sorted. */
  public Set<String> fingerprints() {
    return new TreeSet<>(primaries.keySet());
  }

  /**
   * Demands that a primary key, or one of its subkeys, could sign at a time.
   *
   * @param fingerprint in upper-case hexadecimal
   * @throws SigningException if none could, with the reason; {@link Refusal#UNKNOWN_KEY} if there
   *     is no primary key of that fingerprint
   */
  public void demandUsable(String fingerprint, Instant time) throws SigningException {
    if (!primaries.containsKey(fingerprint)) {
      throw new SigningException(Refusal.UNKNOWN_KEY, unknown(fingerprint));
    }
    Optional<SigningException> failure = Optional.empty();
    for (Signer signer : new LinkedHashSet<>(signersOf(fingerprint))) {
      try {
        signer.demandMaySign(time);
        return;
      } catch (SigningException e) {
        // That a key may not sign at all is why others are looked at, and so seldom the reason.
        boolean telling = e.refusal() != Refusal.KEY_USAGE;
        if (failure.isEmpty() || (telling && failure.get().refusal() == Refusal.KEY_USAGE)) {
          failure = Optional.of(e);
        }
      }
    }
    throw failure.orElseThrow();
  }

  private List<Signer> signersOf(String primary) {
    return signers.values().stream()
        .flatMap(List::stream)
        .filter(signer -> signer.primary().fingerprint().equals(primary))
        .toList();
  }

  private String unknown(String fingerprint) {
    return signers.getOrDefault(fingerprint, List.of()).stream()
        .findFirst()
        .map(signer -> "it is a subkey; its primary key is " + signer.primary().fingerprint())
        .orElse("no key has the fingerprint " + fingerprint);
  }

  /** The keys that all that a signature says of its maker fits. */
  Set<Signer> candidates(Issuer issuer) {
    Set<Signer> candidates = new LinkedHashSet<>();
    for (List<String> names : List.of(issuer.fingerprints(), issuer.keyIds())) {
      for (String name : names) {
        signers.getOrDefault(name, List.of()).stream()
            .filter(signer -> issuer.fits(signer.key()))
            .forEach(candidates::add);
      }
    }
    return candidates;
  }
}
