package dev.policyctl.trust;

import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.model.config.TrustConfiguration.Quorum;
import dev.policyctl.model.config.TrustConfiguration.SigningKey;
import dev.policyctl.repo.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who is trusted with what at a time, and what is wrong with that.
 *
 * @param people in the order of the configuration
 * @param quorum in the order of the configuration
 * @param defects sorted
 */
public record TrustReview(
    TrustConfiguration configuration,
    List<ReviewedPerson> people,
    List<ReviewedQuorum> quorum,
    List<TrustDefect> defects) {

  public TrustReview {
    people = List.copyOf(people);
    quorum = List.copyOf(quorum);
    defects = List.copyOf(defects);
  }

  /** A person, and how the keys stand, in the order of the configuration. */
  public record ReviewedPerson(Person person, List<ReviewedKey> keys) {

    public ReviewedPerson {
      keys = List.copyOf(keys);
    }

    /** Whether a signature by one of the keys may count. */
    public boolean maySign() {
      return keys.stream().anyMatch(key -> key.standing().mayCount());
    }
  }

  /** A key, and how it stands. */
  public record ReviewedKey(SigningKey key, KeyStanding standing) {}

  /**
   * A quorum, and who could give it.
   *
   * @param path of those it is about the one that the fewest can review
   * @param reviewers the ids of those who can review that path and have a key that may count
   */
  public record ReviewedQuorum(Quorum quorum, String path, List<String> reviewers) {

    public ReviewedQuorum {
      reviewers = List.copyOf(reviewers);
    }
  }

  /**
   * Reviews the trust of a snapshot.
   *
   * @param keys those of the same snapshot
   */
  public static TrustReview of(Snapshot snapshot, TrustedKeys keys, Instant time) {
    return of(snapshot, keys, true, time);
  }

  /**
   * As above.
   *
   * @param complete whether the configuration was read in full; otherwise nothing is concluded from
   *     what it does not say
   */
  static TrustReview of(Snapshot snapshot, TrustedKeys keys, boolean complete, Instant time) {
    List<ReviewedPerson> people = new ArrayList<>();
    for (Person person : keys.configuration().people()) {
      people.add(
          new ReviewedPerson(
              person,
              person.keys().stream()
                  .map(k -> new ReviewedKey(k, KeyStanding.of(k, keys.material(), time)))
                  .toList()));
    }
    List<TrustDefect> defects = new ArrayList<>(KeyDefects.of(people));
    defects.addAll(PeopleDefects.of(people));
    QuorumCoverage coverage = new QuorumCoverage(snapshot, keys.configuration(), people);
    defects.addAll(MaterialDefects.problems(keys.material()));
    if (complete) {
      defects.addAll(coverage.defects());
      defects.addAll(MaterialDefects.unlisted(keys));
    }
    return new TrustReview(
        keys.configuration(), people, coverage.quorum(), defects.stream().sorted().toList());
  }
}
