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

  /** How many requests a workload has unless told otherwise. */
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
      Workload generate(int rules, int requests, Draw draw) {
        return new GatewayPolicy(rules, draw).workload(requests);
      }
    },
    /** Thin random boxes: each rule a few random values in each of seven many-valued dimensions. */
    BOXES {
      @Override
      Workload generate(int rules, int requests, Draw draw) {
        return new BoxPolicy(rules, false, draw).workload(requests);
      }
    },
    /** As {@link #BOXES}, with one route that every rule names or, leaving it out, accepts. */
    FLAT {
      @Override
      Workload generate(int rules, int requests, Draw draw) {
        return new BoxPolicy(rules, true, draw).workload(requests);
      }
    };

    abstract Workload generate(int rules, int requests, Draw draw);
  }

  /** The workload of a kind, with 4096 requests; the same as {@link #of(Kind, int, int)}. */
  public static Workload of(Kind kind, int rules) {
    return of(kind, rules, REQUESTS);
  }

  /**
   * The workload of a kind.
   *
   * @param rules how many; at least 200
   * @param requests how many; of more the first are the same
   */
  public static Workload of(Kind kind, int rules, int requests) {
    if (rules < 200) {
      throw new IllegalArgumentException("at least 200 rules");
    }
    return kind.generate(rules, requests, new Draw(SEED + rules));
  }

  /** The requests as a gateway makes them; no string is shared with the policy or each other. */
  List<Request> readRequests() {
    return requests.stream().map(AuthZen::readRequest).toList();
  }
}
