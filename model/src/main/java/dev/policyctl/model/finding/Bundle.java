package dev.policyctl.model.finding;

import java.util.Comparator;

/**
 * The environment and tenant that a policy is for; one bundle of the repository.
 *
 * <p>Ordered by environment, then tenant.
 */
public record Bundle(String environment, String tenant) implements Comparable<Bundle> {

  private static final Comparator<Bundle> ORDER =
      Comparator.comparing(Bundle::environment).thenComparing(Bundle::tenant);

  @Override
  public int compareTo(Bundle other) {
    return ORDER.compare(this, other);
  }

  /** {@code environment/tenant}. */
  @Override
  public String toString() {
    return environment + "/" + tenant;
  }
}
