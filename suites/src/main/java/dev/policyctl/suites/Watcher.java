package dev.policyctl.suites;

import dev.policyctl.evaluator.ResolvedRequest;

/** Sees every request of the tests that one worker runs, just before it is decided. */
@FunctionalInterface
interface Watcher {

  /** Sees nothing. */
  Watcher BLIND = request -> {};

  void watch(ResolvedRequest request);
}
