package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.SICBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.util.Strings;

/**
 * OpenSSH's file of a private key (PROTOCOL.key), in the clear or under a passphrase with what
 * {@code ssh-keygen} takes by default: {@code aes256-ctr} and {@code bcrypt}.
 */
final class PrivateKeyFile {
  private static final String HEADER = "-----BEGIN OPENSSH PRIVATE KEY-----";
  private static final String FOOTER = "-----END OPENSSH PRIVATE KEY-----";
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);
  private static final String NONE = "none";
  private static final String AES = "aes256-ctr";
  private static final int LONGEST = 64 * 1024;
  private static final int MOST_ROUNDS = 1024;
  private static final int KEY_BYTES = 32;
  private static final int IV_BYTES = 16;

  private final String cipher;
  private final String kdf;
  private final byte[] kdfOptions;
  private final byte[] publicKey;
  private final byte[] sealed;

  PrivateKeyFile(byte[] file) throws SigningException {
    WireReader fields = new WireReader(unarmored(file), "the private key");
    if (!Arrays.equals(fields.raw(MAGIC.length), MAGIC)) {
      throw fields.malformed("is not in OpenSSH's form");
    }
    cipher = fields.text();
    kdf = fields.text();
    kdfOptions = fields.string();
    if (fields.u32() != 1) {
      throw fields.malformed("file holds more than one key");
    }
    publicKey = fields.string();
    sealed = fields.string();
    if (cipher.equals(NONE) || cipher.equals(AES)) {
      fields.end(); // other ciphers put an authentication tag here
    }
  }

  boolean isEncrypted() {
    return !cipher.equals(NONE);
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  /** The secret numbers; refused unless the passphrase opens them. */
  WireReader open(char[] passphrase) throws SigningException {
    byte[] opened = isEncrypted() ? decrypt(passphrase) : sealed.clone();
    WireReader fields = new WireReader(opened, "the private key");
    long check = fields.u32();
    if (fields.u32() != check) {
      throw new SigningException(Refusal.MALFORMED, "the passphrase does not open the private key");
    }
    return fields;
  }

  private byte[] decrypt(char[] passphrase) throws SigningException {
    if (!cipher.equals(AES) || !kdf.equals("bcrypt")) {
      throw new SigningException(
          Refusal.UNSUPPORTED,
          "the private key is encrypted with `"
              + Shown.text(cipher)
              + "`; `ssh-keygen -p -Z aes256-ctr` makes it readable");
    }
    WireReader options = new WireReader(kdfOptions, "the private key");
    byte[] salt = options.string();
    long rounds = options.u32();
    options.end();
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new SigningException(
          Refusal.UNSUPPORTED, "the private key asks for " + rounds + " rounds of bcrypt");
    }
    byte[] secret = Strings.toUTF8ByteArray(passphrase);
    byte[] derived = BcryptKdf.derive(secret, salt, (int) rounds, KEY_BYTES + IV_BYTES);
    SICBlockCipher stream = (SICBlockCipher) SICBlockCipher.newInstance(AESEngine.newInstance());
    stream.init(
        false,
        new ParametersWithIV(
            new KeyParameter(derived, 0, KEY_BYTES), derived, KEY_BYTES, IV_BYTES));
    byte[] opened = new byte[sealed.length];
    stream.processBytes(sealed, 0, sealed.length, opened, 0);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(derived, (byte) 0);
    return opened;
  }

  private static byte[] unarmored(byte[] file) throws SigningException {
    String text = new String(file, StandardCharsets.ISO_8859_1).strip();
    boolean framed =
        file.length <= LONGEST
            && text.startsWith(HEADER)
            && text.endsWith(FOOTER)
            && text.length() > HEADER.length() + FOOTER.length();
    if (!framed) {
      throw new SigningException(
          Refusal.UNSUPPORTED,
          "not a private key in OpenSSH's form; `ssh-keygen -p` turns others into it");
    }
    String body = text.substring(HEADER.length(), text.length() - FOOTER.length());
    try {
      return Base64.getDecoder().decode(body.replaceAll("[\r\n]", ""));
    } catch (IllegalArgumentException e) {
      throw new SigningException(Refusal.MALFORMED, "the private key is not base 64", e);
    }
  }
}
