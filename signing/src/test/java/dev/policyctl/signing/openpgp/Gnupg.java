package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.ExternalTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The real {@code gpg} with a home folder of its own, and with the time that it is told. */
final class Gnupg implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ExternalTool gpg = ExternalTool.require("gpg");
  private final Path home;
  private Instant time;

  Gnupg(Path home, Instant time) {
    this.home = home;
    this.time = time;
  }

  Gnupg at(Instant newTime) {
    time = newTime;
    return this;
  }

  /** Makes a key without a passphrase and tells its fingerprint. */
  String newKey(String userId, String algorithm, String usage, String expiry) {
    run("--quick-gen-key", userId, algorithm, usage, expiry);
    return fingerprint(userId);
  }

  String fingerprint(String userId) {
    return fields(run("--with-colons", "--list-keys", "=" + userId), "fpr").get(0);
  }

  /** The fingerprints of a key and its subkeys. */
  List<String> fingerprints(String userId) {
    return fields(run("--with-colons", "--list-keys", "=" + userId), "fpr");
  }

  private static List<String> fields(String listing, String kind) {
    return listing
        .lines()
        .filter(line -> line.startsWith(kind + ":"))
        .map(line -> line.split(":", -1)[9])
        .toList();
  }

  byte[] sign(byte[] payload, String key, String... options) {
    Path data = write("payload", payload);
    Path signature = home.resolve("payload.asc");
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("--yes", "-u", key, "--armor", "--output", signature.toString()));
    arguments.addAll(List.of("--detach-sign", data.toString()));
    run(arguments.toArray(String[]::new));
    return read(signature);
  }

  byte[] export(String... keys) {
    List<String> arguments = new ArrayList<>(List.of("--armor", "--export"));
    arguments.addAll(List.of(keys));
    return run(arguments.toArray(String[]::new)).getBytes(StandardCharsets.US_ASCII);
  }

  byte[] exportSecret(String key) {
    return run("--armor", "--export-secret-keys", key).getBytes(StandardCharsets.US_ASCII);
  }

  /** The revocation certificate that gpg makes along with each key. */
  byte[] revocation(String fingerprint) {
    String text =
        new String(
            read(home.resolve("openpgp-revocs.d").resolve(fingerprint + ".rev")),
            StandardCharsets.US_ASCII);
    return text.substring(text.indexOf(":-----BEGIN") + 1).getBytes(StandardCharsets.US_ASCII);
  }

  void importKey(byte[] key) {
    run("--import", write("import", key).toString());
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(home.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String run(String... arguments) {
    return talk("", arguments);
  }

  /** Runs it and answers its questions. */
  String talk(String answers, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("--homedir", home.toString(), "--no-tty", "--pinentry-mode", "loopback"));
    all.addAll(List.of("--passphrase", "", "--faked-system-time", STAMP.format(time) + "!"));
    all.addAll(answers.isEmpty() ? List.of("--batch") : List.of("--command-fd", "0"));
    all.addAll(List.of(arguments));
    var outcome =
        gpg.run(home, answers.getBytes(StandardCharsets.US_ASCII), all.toArray(String[]::new));
    if (outcome.exit() != 0) {
      throw new IllegalStateException(all + ": " + outcome);
    }
    return outcome.out();
  }

  @Override
  public void close() {
    ExternalTool.require("gpgconf")
        .run(home, new byte[0], "--homedir", home.toString(), "--kill", "all");
  }
}
