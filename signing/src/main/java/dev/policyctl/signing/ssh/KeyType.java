package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.Optional;

/** The kinds of SSH keys that may sign. */
enum KeyType {
  ED25519("ssh-ed25519"),
  ECDSA_256("ecdsa-sha2-nistp256"),
  ECDSA_384("ecdsa-sha2-nistp384"),
  ECDSA_521("ecdsa-sha2-nistp521"),
  RSA("ssh-rsa"),
  SK_ED25519("sk-ssh-ed25519@openssh.com"),
  SK_ECDSA_256("sk-ecdsa-sha2-nistp256@openssh.com");

  private static final String CERTIFICATE = "-cert-v01@openssh.com";

  private final String wireName;

  KeyType(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }

  String certificateName() {
    return wireName.replace("@openssh.com", "") + CERTIFICATE;
  }

  /** Only RSA keys have a choice; any other type's algorithm has the type's name. */
  boolean signsBy(SignatureAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_SHA256, RSA_SHA512 -> this == RSA;
      default -> algorithm.wireName().equals(wireName);
    };
  }

  /** Says that a physical device holds the key, which adds an application to it. */
  boolean isSecurityKey() {
    return this == SK_ED25519 || this == SK_ECDSA_256;
  }

  static boolean isCertificate(String name) {
    return name.endsWith(CERTIFICATE);
  }

  /** Says that a word is the type of some key or certificate, whether or not it may sign. */
  static boolean isNamed(String word) {
    return find(word, false).isPresent() || find(word, true).isPresent() || isDsa(word);
  }

  static KeyType named(String name) throws SigningException {
    return find(name, false).orElseThrow(() -> refusal(name));
  }

  static KeyType ofCertificate(String name) throws SigningException {
    return find(name, true).orElseThrow(() -> refusal(name));
  }

  static Optional<KeyType> find(String name, boolean certificate) {
    for (KeyType type : values()) {
      if ((certificate ? type.certificateName() : type.wireName).equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  private static SigningException refusal(String name) {
    if (isDsa(name)) {
      return new SigningException(Refusal.WEAK_ALGORITHM, "DSA keys are too weak to sign");
    }
    return new SigningException(
        Refusal.UNSUPPORTED, "key type `" + Shown.text(name) + "` is not known");
  }

  private static boolean isDsa(String name) {
    return name.equals("ssh-dss") || name.equals("ssh-dss" + CERTIFICATE);
  }
}
