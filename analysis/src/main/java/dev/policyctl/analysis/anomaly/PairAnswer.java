package dev.policyctl.analysis.anomaly;

import java.util.List;

/**
 * What was found out about pairs of rules.
 *
 * @param direct the pairs that one role and one class suffice to show
 * @param joint the pairs that only two roles, or two classes, show
 * @param undetermined the pairs that the budget did not suffice to judge, at most {@link
 *     Found#MOST} of them; one at least where counting ended before anything was found
 */
public record PairAnswer<T extends Paired>(
    Found<T> direct, Found<T> joint, List<UndecidedPair> undetermined) {

  public PairAnswer {
    undetermined = List.copyOf(undetermined);
  }
}
