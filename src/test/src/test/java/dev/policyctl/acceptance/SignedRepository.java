package dev.policyctl.acceptance;

import dev.policyctl.signing.ExternalTool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A sound policy repository in git, whose commits the real {@code git} signs with SSH keys. */
final class SignedRepository {
  private final Folder folder;
  private final Path keys;
  private final ExternalTool git = ExternalTool.require("git");
  private final ExternalTool keygen = ExternalTool.require("ssh-keygen");

  private SignedRepository(Path temp) {
    this.folder = Folder.sound(temp.resolve("repo"));
    this.keys = temp.resolve("keys");
    keys.toFile().mkdirs();
    git("init", "--quiet", "--initial-branch=main");
  }

  /** Without trust, and with one commit. */
  static SignedRepository plain(Path temp) {
    SignedRepository repository = new SignedRepository(temp);
    repository.commit("start");
    return repository;
  }

  /** With ada, who may change all, bob, who may change dev, and the forge. */
  static SignedRepository trusting(Path temp) {
    SignedRepository repository = new SignedRepository(temp);
    repository.trust().commit("start");
    return repository;
  }

  /** Writes the trust that is meant above. */
  SignedRepository trust() {
    folder.append(
        ".policyctl.yaml",
        "trust:\n  people:\n"
            + person("ada", "author, reviewer", "")
            + person("bob", "author, reviewer", ", environments: [dev]")
            + person("hub", "forge", ""));
    return this;
  }

  private String person(String name, String roles, String more) {
    String fingerprint = key(name);
    folder.write(
        "trust/allowed_signers",
        (Files.exists(path().resolve("trust/allowed_signers"))
                ? folder.read("trust/allowed_signers")
                : "")
            + name
            + "@x.example namespaces=\"git\" "
            + new Folder(keys).read(name + ".pub"));
    return ("    - { id: %s, emails: [%s@x.example], roles: [%s]%s, keys: [{ fingerprint: \"%s\","
            + " type: ssh }] }\n")
        .formatted(name, name, roles, more, fingerprint);
  }

  /** The fingerprint of somebody's key, which is made where there is none. */
  String key(String name) {
    Path file = keys.resolve(name);
    if (!Files.exists(file)) {
      keygen.succeed(keys, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file.toString());
    }
    return keygen.succeed(keys, "-l", "-f", file + ".pub").split(" ", -1)[1];
  }

  /** The private key. */
  Path keyFile(String name) {
    return keys.resolve(name);
  }

  Folder folder() {
    return folder;
  }

  Path path() {
    return folder.path();
  }

  /** Runs git as nobody in particular; what it prints. */
  String git(String... arguments) {
    return as("nobody", arguments);
  }

  private String as(String name, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-C",
                path().toString(),
                "-c",
                "user.name=" + name,
                "-c",
                "user.email=" + name + "@x.example",
                "-c",
                "gpg.format=ssh",
                "-c",
                "user.signingkey=" + keys.resolve(name)));
    all.addAll(List.of(arguments));
    return git.succeed(keys, all.toArray(String[]::new)).strip();
  }

  /** Commits everything without a signature; the commit's id. */
  String commit(String message) {
    git("add", "-A");
    git("commit", "--quiet", "--allow-empty", "-m", message);
    return head();
  }

  /** Commits everything with somebody's signature; the commit's id. */
  String signed(String name, String message) {
    key(name);
    git("add", "-A");
    as(name, "commit", "--quiet", "--allow-empty", "-S", "-m", message);
    return head();
  }

  /** Merges a branch with somebody's signature; the commit's id. */
  String merge(String name, String branch, String message) {
    as(name, "merge", "--quiet", "--no-ff", "-S", "-m", message, branch);
    return head();
  }

  /** Makes a tag with somebody's signature. */
  void tag(String name, String tag, String object, String message) {
    as(name, "tag", "-s", "-m", message, tag, object);
  }

  String head() {
    return git("rev-parse", "HEAD");
  }
}
