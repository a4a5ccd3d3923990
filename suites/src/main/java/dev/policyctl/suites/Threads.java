package dev.policyctl.suites;

import dev.policyctl.model.OperationalException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Shares work out to threads. */
final class Threads {
  private Threads() {}

  /**
   * Runs the same work on each of some threads, which take what is to be done from one another; a
   * single one is the caller's own. A failure of one is thrown.
   */
  static <T> List<T> share(int threads, Callable<T> work) {
    if (threads == 1) {
      return List.of(call(work));
    }
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(work));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw unchecked(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED, "the tests were interrupted", "", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T call(Callable<T> work) {
    try {
      return work.call();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException("a test could not be run", failure);
  }
}
