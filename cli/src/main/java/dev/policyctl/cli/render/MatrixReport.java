package dev.policyctl.cli.render;

import dev.policyctl.analysis.query.AccessMatrix;
import java.util.List;

/**
 * What {@code matrix} prints.
 *
 * @param source what was read: the work tree
 * @param asOf the moment from which on requests are considered
 */
public record MatrixReport(String source, String asOf, List<OfPolicy> matrices) {
  public MatrixReport {
    matrices = List.copyOf(matrices);
  }

  /**
   * The matrix of a policy.
   *
   * @param policy {@code environment/tenant}
   */
  public record OfPolicy(String policy, AccessMatrix matrix) {}
}
