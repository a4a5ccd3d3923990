package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.TagWriter;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.ssh.SshSigner;
import dev.policyctl.trust.ApprovalStatement;
import dev.policyctl.trust.RangeJudge;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Signs in this process, with a private key in OpenSSH's form. */
final class KeyFileSigner implements ApprovalSigner {
  private static final int MOST_BYTES = 1 << 16;

  private final SshSigner signer;

  private KeyFileSigner(SshSigner signer) {
    this.signer = signer;
  }

  /**
   * Reads a key, and its passphrase if it has one: from a file, else from the terminal.
   *
   * @throws OperationalException where either cannot be read, or they do not fit
   */
  static KeyFileSigner read(Path file, Optional<Path> passphraseFile) {
    byte[] key = bytes(file);
    try {
      char[] passphrase =
          SshSigner.needsPassphrase(key)
              ? passphraseFile.map(KeyFileSigner::passphrase).orElseGet(() -> asked(file))
              : new char[0];
      try {
        return new KeyFileSigner(SshSigner.read(key, passphrase));
      } finally {
        Arrays.fill(passphrase, '\0');
      }
    } catch (SigningException e) {
      throw usage(
          "cannot sign with `" + file + "`: " + e.detail(),
          "give a private key as ssh-keygen makes it, and its passphrase");
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw usage("`" + file + "` has more than 64 KiB", "give the file of a key");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw usage("cannot read `" + file + "`", "check its name, and who may read it");
    }
  }

  /** The first line of a file. */
  private static char[] passphrase(Path file) {
    byte[] bytes = bytes(file);
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    Arrays.fill(bytes, (byte) 0);
    int end = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    char[] line = new char[end];
    text.get(line);
    return line;
  }

  // Without a terminal there is no console on Java 17, and one without an answer later.
  @SuppressWarnings("SystemConsoleNull")
  private static char[] asked(Path file) {
    Console console = System.console();
    char[] answer = console == null ? null : console.readPassword("Passphrase of %s: ", file);
    if (answer == null) {
      throw usage(
          "`" + file + "` has a passphrase, and there is no terminal to ask for it",
          "give it with --passphrase-file FILE");
    }
    return answer;
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }

  @Override
  public boolean isOf(Person person) {
    return person.keys().stream()
        .anyMatch(
            key ->
                key.type() == KeyType.SSH
                    && key.fingerprint().value().equals(signer.publicKey().fingerprint()));
  }

  @Override
  public String owner() {
    return "the owner of the key " + signer.publicKey().fingerprint();
  }

  @Override
  public void sign(TagWriter tags, ApprovalStatement statement, Person person, boolean replace) {
    String email = person.emails().stream().findFirst().map(Text::value).orElse("");
    byte[] payload =
        TagWriter.unsigned(
            statement.head(),
            statement.tagName(),
            statement.person() + " <" + email + ">",
            statement.time(),
            statement.write());
    ByteArrayOutputStream tag = new ByteArrayOutputStream();
    try {
      tag.writeBytes(payload);
      tag.writeBytes(signer.sign(payload, RangeJudge.NAMESPACE));
    } catch (SigningException e) {
      throw usage("cannot sign: " + e.detail(), "give another key");
    }
    tags.write(statement.tagName(), tag.toByteArray());
  }
}
