package dev.policyctl.analysis.space;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.BundleHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Turns atoms into a concrete request that has them, for people and for the evaluator. */
public final class Witness {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private Witness() {}

  /**
   * The request of one atom an axis.
   *
   * @param moreRoles atoms of further roles of the identity
   * @param moreClasses atoms of further classifications
   */
  public static Request of(
      RequestSpace space,
      CompiledPolicy policy,
      int[] atoms,
      List<Integer> moreRoles,
      List<Integer> moreClasses) {
    BundleHeader bundle = policy.policy().bundle();
    Request.Builder request =
        Request.builder()
            .subject("user", "witness")
            .tenant(bundle.tenant().value())
            .environment(bundle.environment().value())
            .time(space.asOf());
    for (int axis = 0; axis < atoms.length; axis++) {
      space.axes().get(axis).put(atoms[axis], request);
    }
    several(space, RequestSpace.ROLES, atoms, moreRoles, request);
    several(space, RequestSpace.CLASSES, atoms, moreClasses, request);
    Instant time = request.build().time().orElse(space.asOf());
    return request.expiry(time.plus(LIFETIME)).build();
  }

  private static void several(
      RequestSpace space, int axis, int[] atoms, List<Integer> more, Request.Builder request) {
    CategoryAxis category = space.category(axis);
    Set<String> values = new LinkedHashSet<>();
    List<Integer> all = new ArrayList<>(List.of(atoms[axis]));
    all.addAll(more);
    for (int atom : all) {
      if (atom != category.missing()) {
        values.add(category.raw(atom));
      }
    }
    if (values.size() > 1) {
      category.put(request, List.copyOf(values));
    }
  }
}
