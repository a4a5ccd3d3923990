package dev.policyctl.trust;

import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.SnapshotEntry;
import dev.policyctl.signing.SigningException;
import dev.policyctl.signing.openpgp.OpenPgpKeys;
import dev.policyctl.signing.ssh.AllowedSigners;
import dev.policyctl.signing.ssh.RevokedKeys;
import dev.policyctl.signing.ssh.SignerProblem;
import dev.policyctl.signing.x509.X509RevocationLists;
import dev.policyctl.signing.x509.X509Roots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys in {@code trust/}: {@code allowed_signers} and {@code revoked_keys} for SSH, {@code
 * *.asc} for OpenPGP, {@code *.pem} for X.509 roots, {@code *.crl} for revocation lists in PEM.
 * They make signatures verifiable; they give nobody any authority. A file of revocations that
 * cannot be read voids what it might revoke: nobody signs with such a key then.
 */
public final class KeyMaterial {
  /** The folder, in the policy repository. */
  public static final String FOLDER = "trust";

  private static final String REVOKED = FOLDER + "/revoked_keys";
  private static final int MOST_BYTES = 1 << 20;

  private final List<KeyProblem> problems = new ArrayList<>();
  private final Map<String, String> openPgpPaths = new TreeMap<>();
  private final AllowedSigners signers;
  private final Optional<RevokedKeys> revoked;
  private final OpenPgpKeys openPgp;
  private final boolean openPgpRead;
  private final X509Roots roots;
  private final Optional<X509RevocationLists> lists;

  private KeyMaterial(Snapshot snapshot) throws SigningException {
    List<SnapshotEntry> entries = snapshot.list(FOLDER);
    // What is no file is listed as well, so that it is reported and, of revocations, voids all.
    List<String> names = entries.stream().map(KeyMaterial::name).distinct().toList();
    this.signers = signers(snapshot, names);
    this.revoked = revoked(snapshot, names);
    Map<String, OpenPgpKeys> certificates = read(snapshot, names, ".asc", OpenPgpKeys::read);
    certificates.forEach(
        (path, keys) -> keys.fingerprints().forEach(key -> openPgpPaths.putIfAbsent(key, path)));
    this.openPgp = OpenPgpKeys.union(certificates.values());
    this.openPgpRead =
        names.stream().filter(path -> path.endsWith(".asc")).allMatch(certificates::containsKey);
    this.roots = X509Roots.union(read(snapshot, names, ".pem", X509Roots::read).values());
    this.lists = lists(snapshot, names);
  }

  /** A path, where it is a folder in place of a file of revocations that of the folder. */
  private static String name(SnapshotEntry entry) {
    return entry.path().startsWith(REVOKED + "/") ? REVOKED : entry.path();
  }

  /** Reads the keys of a snapshot; what cannot be used is among the problems. */
  public static KeyMaterial of(Snapshot snapshot) {
    try {
      return new KeyMaterial(snapshot);
    } catch (SigningException e) {
      throw new dev.policyctl.model.OperationalException(
          dev.policyctl.model.OperationalException.Kind.UNDECIDED,
          "the keys in `" + FOLDER + "/` cannot be put together: " + e.detail(),
          "remove keys that nobody uses");
    }
  }

  private AllowedSigners signers(Snapshot snapshot, List<String> names) {
    String path = FOLDER + "/allowed_signers";
    AllowedSigners read = AllowedSigners.parse(bytes(snapshot, names, path).orElse(new byte[0]));
    for (SignerProblem problem : read.problems()) {
      problems.add(
          new KeyProblem(
              path, problem.line(), problem.column(), problem.text(), problem.message()));
    }
    return read;
  }

  private Optional<RevokedKeys> revoked(Snapshot snapshot, List<String> names) {
    if (!names.contains(REVOKED)) {
      return Optional.of(RevokedKeys.none());
    }
    Optional<byte[]> bytes = bytes(snapshot, names, REVOKED);
    try {
      return bytes.isEmpty() ? Optional.empty() : Optional.of(RevokedKeys.parse(bytes.get()));
    } catch (SigningException e) {
      problems.add(new KeyProblem(REVOKED, 1, 1, "", e.detail()));
      return Optional.empty();
    }
  }

  private Optional<X509RevocationLists> lists(Snapshot snapshot, List<String> names) {
    List<byte[]> files = new ArrayList<>();
    for (String path : names) {
      if (path.endsWith(".crl")) {
        Optional<byte[]> bytes = bytes(snapshot, names, path);
        if (bytes.isEmpty()) {
          return Optional.empty();
        }
        files.add(bytes.get());
      }
    }
    try {
      return Optional.of(X509RevocationLists.read(files));
    } catch (SigningException e) {
      problems.add(new KeyProblem(FOLDER + "/*.crl", 1, 1, "", e.detail()));
      return Optional.empty();
    }
  }

  /** Reads one file of keys. */
  @FunctionalInterface
  private interface Reader<T> {
    T read(byte[] bytes) throws SigningException;
  }

  private <T> Map<String, T> read(
      Snapshot snapshot, List<String> names, String suffix, Reader<T> reader) {
    Map<String, T> all = new LinkedHashMap<>();
    for (String path : names) {
      Optional<byte[]> bytes =
          path.endsWith(suffix) ? bytes(snapshot, names, path) : Optional.empty();
      try {
        if (bytes.isPresent()) {
          all.put(path, reader.read(bytes.get()));
        }
      } catch (SigningException e) {
        problems.add(new KeyProblem(path, 1, 1, "", e.detail()));
      }
    }
    return all;
  }

  private Optional<byte[]> bytes(Snapshot snapshot, List<String> names, String path) {
    if (!names.contains(path)) {
      return Optional.empty();
    }
    FileContent content = snapshot.read(path, MOST_BYTES);
    if (content instanceof FileContent.Bytes read) {
      return Optional.of(read.bytes());
    }
    problems.add(
        new KeyProblem(path, 1, 1, "", "it is no file that can be read, or has more than 1 MiB"));
    return Optional.empty();
  }

  /** What is wrong with the files, in the order of their kinds. */
  public List<KeyProblem> problems() {
    return List.copyOf(problems);
  }

  AllowedSigners signers() {
    return signers;
  }

  /** Nothing where it cannot be read: then no SSH key counts. */
  Optional<RevokedKeys> revoked() {
    return revoked;
  }

  /**
   * Nothing where a file of them cannot be read: it may hold a revocation of a key in another, so
   * no OpenPGP key counts then.
   */
  Optional<OpenPgpKeys> openPgp() {
    return openPgpRead ? Optional.of(openPgp) : Optional.empty();
  }

  /** The file that each OpenPGP primary key is in, the first by name; by fingerprint. */
  Map<String, String> openPgpPaths() {
    return Collections.unmodifiableMap(openPgpPaths);
  }

  X509Roots roots() {
    return roots;
  }

  /** Nothing where one cannot be read: then no certificate counts. */
  Optional<X509RevocationLists> lists() {
    return lists;
  }
}
