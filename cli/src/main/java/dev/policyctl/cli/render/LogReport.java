package dev.policyctl.cli.render;

import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.Proposal.Point;
import dev.policyctl.repo.raw.RawCommit;
import dev.policyctl.trust.HistoryVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What {@code log} reports.
 *
 * @param tip the last commit that was looked at
 * @param base the commit that, with all that it reaches, is left out
 * @param asOf the moment that the run judged by, RFC 3339
 * @param judge whose trust judges; nothing where it has none, and no signature was judged
 * @param signatures one line for people, without what it is about
 * @param entries newest first
 * @param limited whether as many are listed as were asked for, so that there may be more
 * @param undecided why there may be changes that are not listed
 */
public record LogReport(
    Point tip,
    Optional<Point> base,
    String asOf,
    Optional<Point> judge,
    String signatures,
    List<Entry> entries,
    boolean limited,
    List<Undecided> undecided) {

  public LogReport {
    entries = List.copyOf(entries);
    undecided = List.copyOf(undecided);
  }

  /**
   * Something that could not be found out.
   *
   * @param what {@code signatures}, {@code changes} or {@code history}
   * @param help a way out, or empty
   */
  public record Undecided(String what, String message, String help) {}

  /** A policy that is not compared, since it is none on one of the two sides. */
  public record NotValid(Bundle bundle, String message) {}

  /**
   * A change as it arrived.
   *
   * @param id of the commit, in full
   * @param parent the id of its first parent; nothing where it has none
   * @param commit what it says of itself; nothing where it could not be read
   * @param claimed the committer's time, which proves nothing
   * @param releases the names of the release tags on it, sorted, unverified
   * @param claimedKey the key that its signature names, unverified; nothing where it has none
   * @param verdict nothing where it was not judged, or could not be
   * @param bundles the policies that it touches, sorted
   * @param areas what else it touches: registries, trust, configuration, waivers, other; sorted
   * @param policies what it comes to, for each policy that it touches and that could be compared
   */
  public record Entry(
      String id,
      Optional<String> parent,
      Optional<RawCommit> commit,
      Instant claimed,
      List<String> releases,
      Optional<String> claimedKey,
      Optional<HistoryVerdict> verdict,
      List<Bundle> bundles,
      List<String> areas,
      List<BundleDiff> policies,
      List<NotValid> notValid,
      List<Undecided> undecided) {
    private static final int LONGEST_SUBJECT = 120;

    public Entry {
      releases = List.copyOf(releases);
      bundles = List.copyOf(bundles);
      areas = List.copyOf(areas);
      policies = List.copyOf(policies);
      notValid = List.copyOf(notValid);
      undecided = List.copyOf(undecided);
    }

    String shortId() {
      return id.substring(0, 12);
    }

    /** The first line of its message, cut where it is very long. */
    String subject() {
      String line = commit.map(c -> c.message().strip().split("\n", 2)[0].strip()).orElse("");
      return line.codePointCount(0, line.length()) > LONGEST_SUBJECT
          ? line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…"
          : line;
    }
  }

  /** Whether something could not be found out. */
  public boolean incomplete() {
    return !undecided.isEmpty()
        || entries.stream().anyMatch(entry -> !entry.undecided().isEmpty())
        || entries.stream()
            .flatMap(entry -> entry.policies().stream())
            .anyMatch(policy -> !policy.change().complete());
  }

  /** Whether a change was not signed or approved as the judge demands it, or nobody judges. */
  public boolean unverified() {
    return judge.isEmpty()
        || entries.stream()
            .flatMap(entry -> entry.verdict().stream())
            .anyMatch(verdict -> !verdict.passes());
  }

  /** Whether each change is signed and approved as the judge demands it; false if nobody judged. */
  boolean verified() {
    return judge.isPresent()
        && entries.stream()
            .allMatch(entry -> entry.verdict().filter(HistoryVerdict::passes).isPresent());
  }
}
