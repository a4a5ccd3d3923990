package dev.policyctl.bench;

import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.ssh.SshSigner;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.DeflaterOutputStream;

/**
 * Signs a history as git would, and faster: {@code SignHistory <private key> <objects> <parent>
 * <name> <email>} reads a line of a tree's id and seconds since 1970 for each commit, and writes
 * it, signed and with the one before it as its parent, into the folder of loose objects. It prints
 * the last one's id.
 */
public final class SignHistory {
  private SignHistory() {}

  /**
   * Signs one.
   *
   * @throws IOException when a file cannot be read or written
   * @throws SigningException when the key is none, or under a passphrase
   */
  public static void main(String[] arguments) throws IOException, SigningException {
    if (arguments.length != 5) {
      System.err.println("usage: SignHistory <private key> <objects> <parent> <name> <email>");
      System.exit(2);
    }
    SshSigner signer = SshSigner.read(Files.readAllBytes(Path.of(arguments[0])), new char[0]);
    Path objects = Path.of(arguments[1]);
    String parent = arguments[2];
    String who = arguments[3] + " <" + arguments[4] + "> ";
    BufferedReader commits =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = commits.readLine(); line != null; line = commits.readLine()) {
      int space = line.indexOf(' ');
      String by = who + line.substring(space + 1) + " +0000\n";
      String tree = line.substring(0, space);
      String headers = "tree " + tree + "\nparent " + parent + "\nauthor " + by + "committer " + by;
      String message = "\nEdit\n";
      byte[] armor = signer.sign((headers + message).getBytes(StandardCharsets.US_ASCII), "git");
      String signature = new String(armor, StandardCharsets.US_ASCII).strip().replace("\n", "\n ");
      parent = write(objects, headers + "gpgsig " + signature + "\n" + message);
    }
    System.out.println(parent);
  }

  /** Stores a commit as a loose object; its id. */
  private static String write(Path objects, String commit) throws IOException {
    byte[] object =
        ("commit " + commit.length() + "\0" + commit).getBytes(StandardCharsets.US_ASCII);
    String id = HexFormat.of().formatHex(sha1().digest(object));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new DeflaterOutputStream(packed)) {
      out.write(object);
    }
    Path folder = Files.createDirectories(objects.resolve(id.substring(0, 2)));
    Files.write(folder.resolve(id.substring(2)), packed.toByteArray());
    return id;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
