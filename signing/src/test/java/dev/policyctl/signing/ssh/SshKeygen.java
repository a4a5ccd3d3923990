package dev.policyctl.signing.ssh;

import dev.policyctl.signing.ExternalTool;
import dev.policyctl.signing.SigningException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real {@code ssh-keygen} in a folder of its own. Keys are files there, named by the test. */
final class SshKeygen {
  static final String PRINCIPAL = "ada@acme.example";

  private final ExternalTool tool = ExternalTool.require("ssh-keygen");
  private final Path folder;

  SshKeygen(Path folder) {
    this.folder = folder;
  }

  Path folder() {
    return folder;
  }

  /** Makes a key {@code name} of a type and perhaps a size. */
  SshPublicKey key(String name, String type, String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-q", "-t", type, "-N", "", "-f", name, "-C", "comment of " + name));
    arguments.addAll(List.of(options));
    run(arguments.toArray(String[]::new));
    return publicKey(name);
  }

  SshPublicKey publicKey(String name) {
    try {
      return SshPublicKey.parse(text(name + ".pub"));
    } catch (SigningException e) {
      throw new AssertionError(e);
    }
  }

  /** {@code type base64}, without the comment. */
  String line(String name) {
    String[] words = text(name + ".pub").split(" ", -1);
    return words[0] + " " + words[1].strip();
  }

  /** Has {@code authority} certify {@code name}; gives the certificate's line. */
  String certify(String authority, String name, String... options) {
    List<String> arguments = new ArrayList<>(List.of("-q", "-s", authority));
    arguments.addAll(List.of(options));
    arguments.add(name + ".pub");
    run(arguments.toArray(String[]::new));
    String[] words = text(name + "-cert.pub").split(" ", -1);
    return words[0] + " " + words[1].strip();
  }

  byte[] sign(String name, byte[] payload, String namespace, String... options) {
    write("payload", payload);
    try {
      Files.deleteIfExists(folder.resolve("payload.sig"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        new ArrayList<>(List.of("-q", "-Y", "sign", "-f", name, "-n", namespace));
    arguments.addAll(List.of(options));
    arguments.add("payload");
    run(arguments.toArray(String[]::new));
    return bytes("payload.sig");
  }

  /** Says whether OpenSSH takes a signature, by a file {@code allowed} and perhaps {@code -r}. */
  boolean accepts(
      byte[] payload, byte[] armor, String allowed, String namespace, String... options) {
    write("allowed", allowed.getBytes(StandardCharsets.UTF_8));
    write("signature", armor);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Y",
                "verify",
                "-f",
                "allowed",
                "-I",
                PRINCIPAL,
                "-n",
                namespace,
                "-s",
                "signature"));
    arguments.addAll(List.of(options));
    return tool.run(folder, payload, arguments.toArray(String[]::new)).exit() == 0;
  }

  String run(String... arguments) {
    return tool.succeed(folder, arguments);
  }

  void write(String name, byte[] content) {
    try {
      Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
