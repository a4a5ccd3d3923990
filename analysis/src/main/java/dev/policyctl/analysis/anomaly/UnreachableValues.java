package dev.policyctl.analysis.anomaly;

import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RuleBoxes;
import java.util.ArrayList;
import java.util.List;

/** Finds the registry entries that no rule matches any request with. */
public final class UnreachableValues {
  private UnreachableValues() {}

  /** Every such entry, dimension by dimension, by id. There is nothing to run out of. */
  public static List<UnreachableValue> of(PolicySpace policy) {
    RuleBoxes boxes = policy.boxes();
    long[][] reached = new long[policy.space().categories()][];
    for (int axis = 0; axis < reached.length; axis++) {
      reached[axis] = Bits.empty(policy.space().category(axis).size());
    }
    for (int rank = 0; rank < boxes.size(); rank++) {
      for (int axis = 0; axis < reached.length && !boxes.empty(rank); axis++) {
        reached[axis] = Bits.or(reached[axis], boxes.atoms(axis, rank));
      }
    }
    List<UnreachableValue> found = new ArrayList<>();
    for (int axis = 0; axis < reached.length; axis++) {
      CategoryAxis category = policy.space().category(axis);
      for (int atom = 0; atom < category.named(); atom++) {
        if (!Bits.get(reached[axis], atom)) {
          found.add(new UnreachableValue(category.dimension(), category.name(atom)));
        }
      }
    }
    return List.copyOf(found);
  }
}
