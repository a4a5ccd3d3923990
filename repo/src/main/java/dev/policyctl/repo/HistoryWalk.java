package dev.policyctl.repo;

import dev.policyctl.repo.FirstParents.Link;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;

/**
 * The commits of a range that change the policy root, newest first, link by link.
 *
 * <p>What was before a moment is left out by the committer's time, which anybody can set. So a
 * commit that claims to be older is kept back, and comes all the same if one of the next hundred of
 * its history claims to be younger: it arrived after that.
 */
public final class HistoryWalk implements AutoCloseable {
  private static final int MOST_KEPT_BACK = 100;

  private final FirstParents links;
  private final Optional<Set<String>> within;
  private final Optional<Instant> since;
  private final Deque<Link> ready = new ArrayDeque<>();
  private boolean over;

  HistoryWalk(FirstParents links, Optional<Set<String>> within, Optional<Instant> since) {
    this.links = links;
    this.within = within.map(Set::copyOf);
    this.since = since;
  }

  /**
   * The next one; nothing where there is no more.
   *
   * @throws dev.policyctl.model.OperationalException undecided where an object is missing, with the
   *     command that fetches it
   */
  public Optional<Link> next() {
    if (ready.isEmpty()) {
      gather();
    }
    return Optional.ofNullable(ready.poll());
  }

  private void gather() {
    Deque<Link> kept = new ArrayDeque<>();
    int steps = 0;
    while (!over && ready.isEmpty()) {
      Optional<Link> link = links.next().filter(this::isWithin);
      over = link.isEmpty();
      if (over) {
        break;
      }
      boolean old = link.get().claimed().isBefore(since.orElse(Instant.MIN));
      steps = old ? steps + 1 : 0;
      over = link.get().cut() || steps > MOST_KEPT_BACK;
      if (link.get().changes()) {
        kept.add(link.get());
      }
      if (!old) {
        // A young one that changes nothing still says that those above it came later.
        ready.addAll(kept);
        kept.clear();
      }
    }
  }

  private boolean isWithin(Link link) {
    return within.isEmpty() || within.get().contains(link.id());
  }

  @Override
  public void close() {
    links.close();
  }
}
