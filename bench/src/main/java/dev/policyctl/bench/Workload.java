package dev.policyctl.bench;

import dev.policyctl.evaluator.AuthZen;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.util.List;

/**
 * A generated policy, and requests to it as AuthZEN JSON texts. The same kind and number of rules
 * always give the same workload.
 */
public record Workload(Registries registries, Policy policy, List<String> requests) {

  /** How many requests a workload has; more than branch predictors and first-level caches hold. */
  static final int REQUESTS = 4096;

  private static final long SEED = 20260901L;

  public Workload {
    requests = List.copyOf(requests);
  }

  /** What the rules look like. */
  public enum Kind {
    /** A gateway: teams with roles that inherit, routes of their own, globs, guardrails on top. */
    REALISTIC {
      @Override
      Workload generate(int rules, Draw draw) {
        return new GatewayPolicy(rules, draw).workload();
      }
    },
    /** Thin random boxes: each rule a few random values in each of seven many-valued dimensions. */
    BOXES {
      @Override
      Workload generate(int rules, Draw draw) {
        return new BoxPolicy(rules, false, draw).workload();
      }
    },
    /** As {@link #BOXES}, with one route that every rule names or, leaving it out, accepts. */
    FLAT {
      @Override
      Workload generate(int rules, Draw draw) {
        return new BoxPolicy(rules, true, draw).workload();
      }
    };

    abstract Workload generate(int rules, Draw draw);
  }

  /**
   * The workload of a kind.
   *
   * @param rules how many; at least 200
   */
  public static Workload of(Kind kind, int rules) {
    if (rules < 200) {
      throw new IllegalArgumentException("at least 200 rules");
    }
    return kind.generate(rules, new Draw(SEED + rules));
  }

  /** The requests as a gateway makes them; no string is shared with the policy or each other. */
  List<Request> readRequests() {
    return requests.stream().map(AuthZen::readRequest).toList();
  }
}
