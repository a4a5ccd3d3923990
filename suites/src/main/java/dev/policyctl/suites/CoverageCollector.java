package dev.policyctl.suites;

import dev.policyctl.evaluator.ClassMatches;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.evaluator.ResolvedRequest;
import dev.policyctl.evaluator.RuleView;
import dev.policyctl.evaluator.SelectorEntry;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches requests being decided. Belongs to one thread; what several saw is merged afterwards.
 *
 * <p>Which entries a request exercises is asked as rarely as can be. Each dimension exercises its
 * own entries, whatever the others hold, so the engine is asked about a rule only when a dimension
 * that the rule selects by brings a value that this rule has not met: at most once for each value
 * of each dimension and rule, however many cells a matrix has.
 */
final class CoverageCollector implements Watcher {
  private final PolicyEngine engine;
  private final Policy policy;
  private final @Nullable Seen[] seen;

  /** What was seen of one rule. */
  private static final class Seen {
    final List<SelectorEntry> listed;
    final BitSet exercised = new BitSet();
    final BitSet overriddenBy = new BitSet();
    final Set<Met> met = new HashSet<>();
    long decided;
    long overridden;

    Seen(Rule rule) {
      this.listed = entries(rule);
    }
  }

  private record Met(Dimension dimension, List<String> values) {}

  CoverageCollector(PolicyEngine engine, Policy policy) {
    this.engine = engine;
    this.policy = policy;
    this.seen = new @Nullable Seen[policy.rules().size()];
  }

  private static List<SelectorEntry> entries(Rule rule) {
    List<SelectorEntry> entries = new ArrayList<>();
    rule.match()
        .selectors()
        .forEach(
            (dimension, selector) -> {
              for (int i = 0; i < selector.values().size(); i++) {
                entries.add(new SelectorEntry(dimension, i, selector.values().get(i).value()));
              }
            });
    return entries;
  }

  /** Takes a request that was decided; limits change nothing, since the rules stay determining. */
  @Override
  public void watch(ResolvedRequest request) {
    List<ClassMatches> classes = engine.matches(request);
    Outcome strictest = Outcome.ALLOW;
    for (ClassMatches one : classes) {
      strictest = one.outcome().stricterThan(strictest) ? one.outcome() : strictest;
    }
    for (ClassMatches one : classes) {
      // As in the contract: once a class is denied, only the denied ones count.
      boolean counts = strictest != Outcome.DENY || one.outcome() == Outcome.DENY;
      List<RuleView> matching = one.matching();
      for (int i = 0; i < matching.size(); i++) {
        if (counts && i < one.deciding().size()) {
          decided(request, matching.get(i), one.classification());
        } else {
          overridden(matching.get(i), counts ? List.of(one) : denied(classes));
        }
      }
    }
  }

  private static List<ClassMatches> denied(List<ClassMatches> classes) {
    return classes.stream().filter(one -> one.outcome() == Outcome.DENY).toList();
  }

  private Seen seen(RuleView rule) {
    Seen found = seen[rule.index()];
    if (found == null) {
      found = new Seen(policy.rules().get(rule.index()));
      seen[rule.index()] = found;
    }
    return found;
  }

  private void decided(ResolvedRequest request, RuleView rule, String classification) {
    Seen of = seen(rule);
    of.decided++;
    if (of.exercised.cardinality() < of.listed.size() && meets(of, request, classification)) {
      for (SelectorEntry entry : engine.exercised(request, rule, classification)) {
        of.exercised.set(of.listed.indexOf(entry));
      }
    }
  }

  private boolean meets(Seen of, ResolvedRequest request, String classification) {
    boolean anew = false;
    Dimension last = null;
    for (SelectorEntry entry : of.listed) {
      Dimension dimension = entry.dimension();
      if (dimension != last) {
        List<String> values =
            dimension == Dimension.CLASSIFICATIONS
                ? List.of(classification)
                : request.request().values(dimension);
        anew |= of.met.add(new Met(dimension, values));
        last = dimension;
      }
    }
    return anew;
  }

  private void overridden(RuleView rule, List<ClassMatches> by) {
    Seen of = seen(rule);
    of.overridden++;
    for (ClassMatches one : by) {
      for (RuleView other : one.deciding()) {
        of.overriddenBy.set(other.index());
      }
    }
    // A rule that decides a denied class may be outweighed in another; never by itself.
    of.overriddenBy.clear(rule.index());
  }

  /** What was seen so far. */
  Coverage coverage() {
    List<RuleCoverage> rules = new ArrayList<>(seen.length);
    for (int i = 0; i < seen.length; i++) {
      Rule rule = policy.rules().get(i);
      Seen of = seen[i] == null ? new Seen(rule) : seen[i];
      rules.add(
          new RuleCoverage(
              rule.id(),
              rule.effect(),
              of.decided,
              of.overridden,
              of.overriddenBy.stream()
                  .mapToObj(index -> policy.rules().get(index).id().value())
                  .toList(),
              of.listed,
              of.exercised.stream().mapToObj(of.listed::get).toList()));
    }
    return new Coverage(rules);
  }
}
