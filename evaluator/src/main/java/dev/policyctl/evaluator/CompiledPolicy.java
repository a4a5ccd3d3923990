package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What an engine is made of: the values of each dimension by number, and the rules by rank with the
 * values that they accept. For analyses, which reason about every request at once; whoever wants a
 * decision asks the {@link PolicyEngine}. Immutable; bit sets that it hands out are shared, and not
 * to be changed.
 *
 * <p>The values of a dimension are its registry's ids in their order from 0, then {@code $unknown},
 * then {@code $missing}. Roles are asserted ones: a rule accepts a role if it names that role or
 * one that it inherits.
 */
public final class CompiledPolicy {
  private final Policy policy;
  private final Registries registries;
  private final Space space;
  private final List<RankedRule> rules;
  private final PolicyEngine engine;

  CompiledPolicy(
      Policy policy,
      Registries registries,
      Space space,
      List<CompiledRule> ranked,
      PolicyEngine engine) {
    this.policy = policy;
    this.registries = registries;
    this.space = space;
    this.engine = engine;
    List<RankedRule> views = new ArrayList<>(ranked.size());
    for (CompiledRule rule : ranked) {
      views.add(new RankedRule(rule, views.size()));
    }
    this.rules = List.copyOf(views);
  }

  /** What was compiled. */
  public Policy policy() {
    return policy;
  }

  /** What its names were resolved against. */
  public Registries registries() {
    return registries;
  }

  /** Decides requests by this policy. */
  public PolicyEngine engine() {
    return engine;
  }

  /** The dimensions by position: the required ones, then each optional one that has a registry. */
  public List<Dimension> dimensions() {
    return space.dimensions();
  }

  /** How many values a position has: the registry's ids, and the two special ones at the end. */
  public int values(int position) {
    return space.table(position).size();
  }

  /** The canonical id of a value, {@code $unknown} or {@code $missing}. */
  public String name(int position, int value) {
    return space.table(position).name(value);
  }

  /**
   * The value behind a raw string of a request: {@code $unknown} for what the registry lacks, and
   * for what begins with {@code $}.
   */
  public int resolve(int position, String raw) {
    return space.table(position).resolve(raw);
  }

  /** What an omitted selector accepts. */
  public BitSet omitted(int position) {
    return space.omitted(position);
  }

  /** The rules by rank: of those that match a request the ones with the smallest tier decide. */
  public List<RankedRule> rules() {
    return rules;
  }
}
