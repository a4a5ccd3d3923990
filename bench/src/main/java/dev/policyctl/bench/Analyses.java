package dev.policyctl.bench;

import dev.policyctl.analysis.cover.Budget;
import java.util.List;
import java.util.Locale;

/** The analyses that can be measured, by name. */
enum Analyses {
  /** {@link OwnAnalysis} with the budget that users have. */
  OURS(true) {
    @Override
    DeadRules make() {
      return new OwnAnalysis(Budget.DEFAULT_NODES);
    }
  },
  /** {@link OwnAnalysis} with a budget that does not suffice: it may give up, never be wrong. */
  OURS_TINY(true) {
    @Override
    DeadRules make() {
      return new OwnAnalysis(TINY);
    }
  },
  /** {@link BddBaseline}, in the order that was faster. */
  BDD(true) {
    @Override
    DeadRules make() {
      return new BddBaseline(BddBaseline.Order.AS_WRITTEN);
    }
  },
  /** {@link BddBaseline}, in the other order. */
  BDD_REVERSED(true) {
    @Override
    DeadRules make() {
      return new BddBaseline(BddBaseline.Order.REVERSED);
    }
  },
  /** {@link NaivePairwise}. */
  NAIVE(false) {
    @Override
    DeadRules make() {
      return new NaivePairwise();
    }
  };

  private static final long TINY = 50;

  private final boolean exact;

  Analyses(boolean exact) {
    this.exact = exact;
  }

  /** Whether it finds every dead rule on which it does not give up. */
  boolean exact() {
    return exact;
  }

  abstract DeadRules make();

  /** As on a command line: {@code bdd-reversed}. */
  static Analyses named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Every name, as {@link #named} takes it. */
  static List<String> names() {
    return List.of(values()).stream()
        .map(a -> a.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
