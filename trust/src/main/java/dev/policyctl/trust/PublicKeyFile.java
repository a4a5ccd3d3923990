package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.openpgp.OpenPgpKeys;
import dev.policyctl.signing.ssh.SshPublicKey;
import dev.policyctl.signing.x509.SignerCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A public key that somebody hands in.
 *
 * @param description what kind of key it is, for people
 * @param certificate of X.509 keys
 * @param text what is to be kept of it: of SSH type and base 64 on one line, of OpenPGP the armor
 */
record PublicKeyFile(
    KeyType type,
    String fingerprint,
    String description,
    Optional<SignerCertificate> certificate,
    String text) {
  private static final Pattern PRIVATE =
      Pattern.compile("BEGIN [A-Z0-9 ]*(PRIVATE|SECRET) KEY|PuTTY-User-Key-File");

  /**
   * Reads the bytes of a file.
   *
   * @param wanted what it should be; by its content where nobody says
   * @throws OperationalException where it is no public key, or one that does not count
   */
  static PublicKeyFile read(byte[] bytes, Optional<KeyType> wanted, Instant time) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    refusePrivate(bytes, text);
    KeyType type = type(text);
    if (wanted.isPresent() && wanted.get() != type) {
      throw refused(
          "the file holds no "
              + wanted.get().label()
              + " key, but "
              + type.label()
              + " if anything",
          "leave --type out, or give another file");
    }
    try {
      return switch (type) {
        case SSH -> ssh(text);
        case OPENPGP -> openPgp(bytes, text, time);
        case X509 -> x509(bytes, time);
      };
    } catch (SigningException e) {
      throw refused("the key cannot be added: " + e.detail(), hint(e, type));
    }
  }

  private static String hint(SigningException e, KeyType type) {
    if (e.refusal() != Refusal.MALFORMED) {
      return "no signature by it would count";
    }
    return switch (type) {
      case SSH -> "give the one line of a `.pub` file, a public key in OpenPGP armor, or PEM";
      case OPENPGP -> "give what `gpg --armor --export FINGERPRINT` writes";
      case X509 -> "give the certificate in PEM, and behind it what vouches for it";
    };
  }

  /** Says nothing of its content: what is printed ends up in logs. */
  private static void refusePrivate(byte[] bytes, String text) {
    int first = bytes.length == 0 ? 0 : Byte.toUnsignedInt(bytes[0]);
    int tag = first < 0x80 ? 0 : first < 0xC0 ? (first >> 2) & 0x0F : first & 0x3F;
    if (PRIVATE.matcher(text).find() || tag == 5 || tag == 7) {
      throw refused(
          "this is a PRIVATE key: it must never leave its owner, nor be committed",
          "give the public one; whoever else has seen this file can sign as its owner: replace it");
    }
  }

  private static KeyType type(String text) {
    if (text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
      return KeyType.OPENPGP;
    }
    return text.contains("-----BEGIN CERTIFICATE-----") ? KeyType.X509 : KeyType.SSH;
  }

  private static PublicKeyFile ssh(String text) throws SigningException {
    List<String> lines =
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    if (lines.size() != 1) {
      throw new SigningException(
          Refusal.MALFORMED, "the file has " + lines.size() + " lines where one key is expected");
    }
    SshPublicKey key = SshPublicKey.parse(lines.get(0));
    return new PublicKeyFile(
        KeyType.SSH,
        key.fingerprint(),
        key.type(),
        Optional.empty(),
        key.type() + " " + Base64.getEncoder().encodeToString(key.wire()));
  }

  private static PublicKeyFile openPgp(byte[] bytes, String text, Instant time)
      throws SigningException {
    OpenPgpKeys keys = OpenPgpKeys.read(bytes);
    if (keys.fingerprints().size() != 1) {
      throw new SigningException(
          Refusal.MALFORMED,
          "the file has " + keys.fingerprints().size() + " keys where one is expected");
    }
    String fingerprint = keys.fingerprints().iterator().next();
    keys.demandUsable(fingerprint, time);
    return new PublicKeyFile(
        KeyType.OPENPGP,
        fingerprint,
        "primary key",
        Optional.empty(),
        text.replace("\r\n", "\n").strip() + "\n");
  }

  private static PublicKeyFile x509(byte[] bytes, Instant time) throws SigningException {
    SignerCertificate certificate = SignerCertificate.read(bytes);
    certificate.demandMaySign(time);
    return new PublicKeyFile(
        KeyType.X509,
        certificate.fingerprint(),
        certificate.subject() + ", by " + certificate.issuer(),
        Optional.of(certificate),
        new String(certificate.roots(), StandardCharsets.US_ASCII));
  }

  static OperationalException refused(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }
}
