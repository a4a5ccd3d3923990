package dev.policyctl.model.config;

import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The {@code trust} of a configuration: whose signature counts, for what. Read and held to its
 * shape; nothing here judges a signature.
 *
 * @param span the section as a whole
 * @param committerMustBeSigner whether the committer's e-mail must be one of the signer's
 */
public record TrustConfiguration(
    Span span,
    boolean committerMustBeSigner,
    List<Person> people,
    List<Quorum> quorum,
    List<BundleKey> bundleKeys) {

  public TrustConfiguration {
    people = List.copyOf(people);
    quorum = List.copyOf(quorum);
    bundleKeys = List.copyOf(bundleKeys);
  }

  /** What a person may do. */
  public enum Role {
    AUTHOR,
    REVIEWER,
    RELEASE_MANAGER,
    FORGE;

    /** The word in a configuration: {@code release-manager}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }

  /** What kind of key it is. */
  public enum KeyType {
    SSH,
    OPENPGP,
    X509;

    /** The word in a configuration: {@code openpgp}. */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Somebody whose keys count.
   *
   * @param environments for which; empty: for all
   * @param tenants for which; empty: for all
   */
  public record Person(
      Text id,
      List<Text> emails,
      List<Role> roles,
      List<Text> environments,
      List<Text> tenants,
      List<SigningKey> keys) {

    public Person {
      emails = List.copyOf(emails);
      roles = List.copyOf(roles);
      environments = List.copyOf(environments);
      tenants = List.copyOf(tenants);
      keys = List.copyOf(keys);
    }
  }

  /** A key of a person, within half-open times. */
  public record SigningKey(
      Text fingerprint,
      KeyType type,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<Revocation> revoked) {}

  /** That a key no longer counts. */
  public record Revocation(Instant at, Text reason) {}

  /** How many reviewers a change of these paths needs. */
  public record Quorum(List<Text> paths, int reviewers) {

    public Quorum {
      paths = List.copyOf(paths);
    }
  }

  /** A key that signs bundles. */
  public record BundleKey(
      Text spkiSha256, Optional<Text> file, Optional<Instant> from, Optional<Instant> until) {}
}
