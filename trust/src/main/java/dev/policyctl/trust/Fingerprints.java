package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.KeyType;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fingerprints as people write them into a configuration. */
final class Fingerprints {
  private static final Pattern SSH = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
  private static final Pattern MD5 = Pattern.compile("(?i)(MD5:)?([0-9a-f]{2}:){15}[0-9a-f]{2}");
  private static final Pattern OPENPGP = Pattern.compile("[0-9A-F]{40}|[0-9A-F]{64}");
  private static final Pattern X509 = Pattern.compile("[0-9a-f]{64}");

  private Fingerprints() {}

  /**
   * The one form of a fingerprint, that of {@code VerifiedSignature}: without what people put
   * between hexadecimal digits.
   */
  static String canonical(KeyType type, String written) {
    if (type == KeyType.SSH) {
      return written;
    }
    String plain = written.replaceAll("[\\s:]", "");
    return type == KeyType.OPENPGP
        ? plain.toUpperCase(Locale.ROOT)
        : plain.toLowerCase(Locale.ROOT);
  }

  /** Whether two are one, however they are written. */
  static boolean same(KeyType type, String one, String other) {
    return canonical(type, one).equals(canonical(type, other));
  }

  /** Why no key of a type can have this fingerprint; nothing where one may. */
  static Optional<String> malformed(KeyType type, String written) {
    String text = canonical(type, written);
    return switch (type) {
      case SSH -> ssh(text);
      case OPENPGP -> openPgp(text);
      case X509 ->
          X509.matcher(text).matches()
              ? Optional.empty()
              : Optional.of("the SHA-256 of a certificate has 64 hexadecimal digits");
    };
  }

  private static Optional<String> ssh(String text) {
    if (MD5.matcher(text).matches()) {
      return Optional.of("MD5 can be forged; `ssh-keygen -l -E sha256` prints what counts");
    }
    boolean canonical =
        SSH.matcher(text).matches()
            && Base64.getEncoder()
                .withoutPadding()
                .encodeToString(Base64.getDecoder().decode(text.substring("SHA256:".length())))
                .equals(text.substring("SHA256:".length()));
    return canonical
        ? Optional.empty()
        : Optional.of("that of an SSH key is `SHA256:` and 43 characters of base 64");
  }

  private static Optional<String> openPgp(String text) {
    if (OPENPGP.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        text.matches("(0X)?([0-9A-F]{8}|[0-9A-F]{16})")
            ? "a key id can be forged; `gpg --list-keys --with-colons` prints the whole fingerprint"
            : "that of an OpenPGP primary key has 40 or 64 hexadecimal digits");
  }
}
