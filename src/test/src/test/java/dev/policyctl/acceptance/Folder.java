package dev.policyctl.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A policy repository of a few lines that is sound, tested in full, and there to be broken. */
record Folder(Path path) {
  static final String POLICY = "policies/prod/acme/policy.yaml";
  static final String TESTS = "policies/prod/acme/tests/chat.test.yaml";

  /** Makes one in a folder. */
  static Folder sound(Path path) {
    return new Folder(path)
        .write(".policyctl.yaml", "schemaVersion: 1\n")
        .write(
            "registries/roles.yaml",
            "schemaVersion: 1\nroles:\n  employee: {}\n  analyst: { inherits: [employee] }\n")
        .write("registries/routes.yaml", "schemaVersion: 1\nroutes:\n  chat: {}\n")
        .write(
            "registries/models.yaml",
            "schemaVersion: 1\nmodels:\n  openai/gpt-4o: { aliases: [gpt-4o] }\n  openai/o3: {}\n")
        .write(
            "registries/classifications.yaml",
            "schemaVersion: 1\nclassifications:\n  public: {}\n  pii: {}\n")
        .write(POLICY, policy("prod", "acme"))
        .write(TESTS, TEST);
  }

  /** A sound policy of two rules. */
  static String policy(String environment, String tenant) {
    return """
        schemaVersion: 1
        bundle: { name: chat, version: 1.0.0, environment: %s, tenant: %s }
        rules:
          - id: chat-public
            priority: 100
            effect: allow
            match: { roles: [employee], routes: [chat], models: [openai/*], classifications: [public] }
          - id: analysts-pii
            priority: 200
            effect: allow
            match: { roles: [analyst], routes: [chat], models: [openai/gpt-4o], classifications: [pii] }
            obligations: [{ log: audit }]
        """
        .formatted(environment, tenant);
  }

  private static final String TEST =
      """
      schemaVersion: 1
      suite: chat
      now: 2026-09-01T09:00:00Z
      identities:
        alice: { roles: [analyst], tenant: acme }
        bob: { roles: [employee], tenant: acme }
      defaults: { route: chat, model: openai/gpt-4o, classifications: [public] }
      cases:
        - name: anybody may chat
          identity: bob
          request: {}
          expect: { outcome: allow, rules: [chat-public] }
        - name: analysts may see personal data
          identity: alice
          request: { classifications: [pii] }
          expect: { outcome: allow, rules: [analysts-pii] }
      """;

  /** Writes a file; folders appear as needed. */
  Folder write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a file of bytes. */
  Folder write(String name, byte[] bytes) {
    try {
      Path file = path.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces a text that is in a file. */
  Folder replace(String name, String from, String to) {
    String text = read(name);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("`" + from + "` is not in " + name);
    }
    return write(name, text.replace(from, to));
  }

  /** Adds a text to the end of a file. */
  Folder append(String name, String text) {
    return write(name, read(name) + text);
  }

  /** Deletes a file. */
  Folder delete(String name) {
    try {
      Files.delete(path.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a symbolic link. */
  Folder link(String name, String target) {
    try {
      Path link = path.resolve(name);
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(target));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is in a file. */
  String read(String name) {
    try {
      return Files.readString(path.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy of a folder of the project. */
  static Folder copy(Path from, Path to) {
    try (Stream<Path> files = Files.walk(from)) {
      List<Path> regular = files.filter(Files::isRegularFile).toList();
      for (Path file : regular) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      return new Folder(to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files and what is in them. */
  SortedMap<String, String> contents() {
    try (Stream<Path> files = Files.walk(path)) {
      SortedMap<String, String> contents = new TreeMap<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(path.relativize(file).toString(), Files.readString(file));
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
