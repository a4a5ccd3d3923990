package dev.policyctl.trust;

import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.RepositoryLoader;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A git repository whose commits the real {@code git} and {@code ssh-keygen} sign. */
final class SignedRepository {
  /** When everything is judged, unless a test says otherwise. */
  static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Path root;
  private final Path keys;
  private final ExternalTool git = ExternalTool.require("git");
  private final ExternalTool keygen = ExternalTool.require("ssh-keygen");
  private final List<String> people = new ArrayList<>();
  private final List<String> signers = new ArrayList<>();
  private String committer = "ada";

  SignedRepository(Path folder) {
    this.root = create(folder.resolve("repo"));
    this.keys = create(folder.resolve("keys"));
    git("init", "--quiet", "--initial-branch=main");
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a key, and a person of that name with some roles; {@code more} is YAML of the person. */
  SignedRepository person(String name, String roles, String more) {
    return person(name, roles, more, name);
  }

  /** Likewise, of somebody with several keys. */
  SignedRepository person(String name, String roles, String more, String... keyNames) {
    String listed =
        Stream.of(keyNames)
            .map(key -> "{ fingerprint: \"" + key(key) + "\", type: ssh }")
            .collect(Collectors.joining(", "));
    people.add(
        "    - { id: "
            + name
            + ", emails: ["
            + name
            + "@x.example], roles: ["
            + roles
            + "]"
            + more
            + ", keys: ["
            + listed
            + "] }\n");
    return this;
  }

  /** Makes a key that is nobody's; its fingerprint. */
  String key(String name) {
    Path file = keys.resolve(name);
    if (!Files.exists(file)) {
      keygen.succeed(keys, "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", file.toString());
    }
    String line = read(keys.resolve(name + ".pub")).strip();
    signers.add(name + "@x.example namespaces=\"git\" " + line + "\n");
    return keygen.succeed(keys, "-l", "-f", file + ".pub").split(" ", -1)[1];
  }

  /** Writes the configuration and the keys as they are known so far. */
  SignedRepository configure(String more) {
    write(
        ".policyctl.yaml",
        "schemaVersion: 1\ntrust:\n" + more + "  people:\n" + String.join("", people));
    return write("trust/allowed_signers", String.join("", signers));
  }

  SignedRepository write(String path, String text) {
    try {
      Path file = root.resolve(path);
      create(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path root() {
    return root;
  }

  /** Whose name further commits bear. */
  SignedRepository as(String name) {
    committer = name;
    return this;
  }

  String git(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "-C",
                root.toString(),
                "-c",
                "user.name=" + committer,
                "-c",
                "user.email=" + committer + "@x.example",
                "-c",
                "commit.gpgsign=false",
                "-c",
                "gpg.format=ssh"));
    all.addAll(List.of(arguments));
    return git.succeed(keys, all.toArray(String[]::new)).strip();
  }

  /** Commits everything without a signature; its id. */
  String commit() {
    git("add", "-A");
    git("commit", "--quiet", "--allow-empty", "-m", "change");
    return head();
  }

  /** Commits everything with somebody's signature; its id. */
  String signed(String name) {
    git("add", "-A");
    git(sign(name, "commit", "--quiet", "--allow-empty", "-S", "-m", "change"));
    return head();
  }

  /** Commits everything with a key that {@code gpg} or {@code gpgsm} has; its id. */
  String signedWith(String format, String key) {
    git("add", "-A");
    git(
        "-c",
        "gpg.format=" + format,
        "-c",
        "user.signingkey=" + key,
        "commit",
        "--quiet",
        "--allow-empty",
        "-S",
        "-m",
        "change");
    return head();
  }

  /** The home folder of the programs that sign. */
  Path home() {
    return keys;
  }

  /** Merges a branch with somebody's signature; its id. */
  String merged(String name, String branch) {
    git(sign(name, "merge", "--quiet", "--no-ff", "-S", "-m", "merge", branch));
    return head();
  }

  private String[] sign(String name, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("-c", "user.signingkey=" + keys.resolve(name).toString()));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  String head() {
    return git("rev-parse", "HEAD");
  }

  /** Writes a commit object as it is; its id. */
  String object(byte[] bytes) {
    return object("commit", bytes);
  }

  private String object(String type, byte[] bytes) {
    ExternalTool.Outcome outcome =
        git.run(
            keys,
            bytes,
            "-C",
            root.toString(),
            "hash-object",
            "-t",
            type,
            "-w",
            "--literally",
            "--stdin");
    return outcome.out().strip();
  }

  /** A commit's bytes. */
  String text(String id) {
    return text("commit", id);
  }

  /** An object's bytes. */
  String text(String type, String id) {
    ExternalTool.Outcome outcome =
        git.run(keys, new byte[0], "-C", root.toString(), "cat-file", type, id);
    return outcome.out();
  }

  String object(String text) {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  List<CommitVerdict> judge(String base, String head) {
    return judge(base, head, NOW);
  }

  /** Judges by the trust of the base. */
  List<CommitVerdict> judge(String base, String head, Instant time) {
    try (GitHistory history = GitHistory.open(root);
        GitRevision target = history.snapshot("target", history.resolve(base))) {
      TrustedKeys trusted =
          new TrustedKeys(
              RepositoryLoader.configuration(target).trust().orElseThrow(), KeyMaterial.of(target));
      return new RangeJudge(history.objects(), history.prefix(), trusted, time)
          .judge(history.resolve(base), history.resolve(head));
    }
  }

  /** What a person says of a commit that was compared with another. */
  ApprovalStatement statement(String person, String base, String head) {
    return new ApprovalStatement(
        git("rev-parse", head + "^{tree}"),
        person,
        git("rev-parse", base),
        git("rev-parse", head),
        "looks right",
        NOW.minusSeconds(60),
        Optional.empty());
  }

  /** Approves a commit with the person's key; the tag's name. */
  String approve(String person, String base, String head) {
    return approve(person, statement(person, base, head));
  }

  /** Signs a statement where it belongs. */
  String approve(String key, ApprovalStatement statement) {
    return tag(key, statement.tagName(), statement.head(), statement.write());
  }

  /** Makes a tag with somebody's signature; its name. */
  String tag(String key, String name, String object, String message) {
    git(sign(key, "tag", "-f", "-s", "-m", message, name, object));
    return name;
  }

  /** Points a tag at an object that is written as it is. */
  void forged(String name, byte[] bytes) {
    write(".git/refs/tags/" + name, object("tag", bytes) + "\n");
  }

  /** Judges by the trust of the base. */
  ProposalVerdict propose(String base, String head) {
    return propose(base, head, NOW);
  }

  /** Likewise, at some time. */
  ProposalVerdict propose(String base, String head, Instant time) {
    return propose("", base, head, time, Replacements.MOST_HEADS);
  }

  /** Likewise, of a policy root in a folder, with so many approved commits to try. */
  ProposalVerdict propose(String folder, String base, String head, Instant time, int mostHeads) {
    try (GitHistory history = GitHistory.open(root.resolve(folder));
        GitRevision target = history.snapshot("target", history.resolve(base))) {
      TrustedKeys trusted =
          new TrustedKeys(
              RepositoryLoader.configuration(target).trust().orElseThrow(), KeyMaterial.of(target));
      return new ProposalJudge(history.objects(), history.prefix(), trusted, time, mostHeads)
          .judge(history.resolve(base), history.resolve(head));
    }
  }
}
