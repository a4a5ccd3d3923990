package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.signing.ExternalTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy repository without git, and keys that the real programs make. */
final class TrustFolder {
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Path root;
  private final Path keys;
  private boolean agent;

  TrustFolder(Path folder) {
    try {
      root = Files.createDirectories(folder.resolve("r"));
      keys = Files.createDirectories(folder.resolve("k"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path keys() {
    return keys;
  }

  /** The line of a new SSH key's {@code .pub} file. */
  String ssh(String name, String... options) {
    ExternalTool keygen = ExternalTool.require("ssh-keygen");
    List<String> arguments = new ArrayList<>(List.of("-q", "-N", "", "-C", name, "-f", name));
    arguments.addAll(List.of(options));
    keygen.succeed(keys, arguments.toArray(String[]::new));
    return read(keys.resolve(name + ".pub")).strip();
  }

  /** As above, of the usual kind. */
  String ed25519(String name) {
    return ssh(name, "-t", "ed25519");
  }

  String fingerprint(String name) {
    return ExternalTool.require("ssh-keygen")
        .succeed(keys, "-l", "-f", name + ".pub")
        .split(" ", -1)[1];
  }

  /** Runs {@code gpg} with the keys' folder as its home, and without questions. */
  String gpg(String... arguments) {
    agent = true;
    List<String> all =
        new ArrayList<>(List.of("--homedir", keys.toString(), "--batch", "--passphrase", ""));
    all.addAll(List.of("--pinentry-mode", "loopback"));
    all.addAll(List.of(arguments));
    return ExternalTool.require("gpg").succeed(keys, all.toArray(String[]::new));
  }

  /** Ends what {@code gpg} left running, if it ran. */
  void endAgent() {
    if (agent) {
      ExternalTool.require("gpgconf").succeed(keys, "--homedir", keys.toString(), "--kill", "all");
    }
  }

  TrustFolder write(String path, String text) {
    return write(path, text.getBytes(StandardCharsets.UTF_8));
  }

  TrustFolder write(String path, byte[] bytes) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkTree tree() {
    return new WorkTree(root);
  }

  /** Writes a configuration with people and whatever else is in {@code trust}, in YAML. */
  TrustFolder trust(String yaml) {
    return write(".policyctl.yaml", "schemaVersion: 1\ntrust:\n" + yaml.indent(2));
  }

  /** One author, ada, with one key. */
  TrustFolder ada(String key) {
    return trust("people:\n  - { id: ada, roles: [author], keys: [{ " + key + " }] }\n");
  }

  TrustReview review(Instant time) {
    TrustReading reading = TrustReading.of(tree());
    return TrustReview.of(tree(), reading.keys().orElseThrow(), time);
  }

  /** How ada's first key stands. */
  KeyStanding standing(Instant time) {
    return review(time).people().get(0).keys().get(0).standing();
  }

  /** Defects as {@code severity path:line:column message}. */
  List<String> defects(Instant time) {
    return review(time).defects().stream()
        .map(d -> d.severity().label() + " " + d.span() + " " + d.message())
        .toList();
  }

  TrustAddition plan(TrustRequest request, String key) {
    return TrustAddition.plan(tree(), request, key.getBytes(StandardCharsets.UTF_8), NOW);
  }

  static TrustRequest request(String person, Role... roles) {
    return new TrustRequest(
        person,
        Optional.empty(),
        List.of(roles),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
