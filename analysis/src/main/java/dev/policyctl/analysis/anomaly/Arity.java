package dev.policyctl.analysis.anomaly;

import static dev.policyctl.analysis.space.RequestSpace.CLASSES;
import static dev.policyctl.analysis.space.RequestSpace.ROLES;

import dev.policyctl.analysis.cover.Frame;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.Witness;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Request;
import java.util.List;

/**
 * The space of requests of one or two roles and of one or two classes: a frame in which a second
 * role and a second class are dimensions of their own. A rule matches such a request for a class if
 * it accepts either role, so it is two boxes where there are two roles.
 */
final class Arity {
  private final Frame frame;
  private final int otherRole;
  private final int otherClass;

  /** By dimension, the atoms that it ranges over. */
  private final long[][] ranges;

  private Arity(Frame frame, int otherRole, int otherClass) {
    this.frame = frame;
    this.otherRole = otherRole;
    this.otherClass = otherClass;
    this.ranges = new long[frame.size()][];
    for (int dimension = 0; dimension < ranges.length; dimension++) {
      int axis = frame.axis(dimension);
      ranges[dimension] = Bits.full(frame.space().axes().get(axis).size());
      if (axis == ROLES && twoRoles()) {
        ranges[dimension] = without(frame.space().category(axis), true);
      } else if (axis == CLASSES && twoClasses()) {
        ranges[dimension] = without(frame.space().category(axis), false);
      }
    }
  }

  /**
   * What can stand beside another value: registered roles, since others are dropped; any class that
   * is there.
   */
  private static long[] without(CategoryAxis axis, boolean unknownToo) {
    long[] atoms = Bits.full(axis.size());
    long[] left = Bits.empty(axis.size());
    Bits.set(left, axis.missing());
    if (unknownToo) {
      Bits.set(left, axis.unknown());
    }
    return Bits.minus(atoms, left);
  }

  /** One role, one class. */
  static Arity plain(RequestSpace space) {
    return new Arity(Frame.of(space), ROLES, CLASSES);
  }

  /** Two roles, one class. */
  static Arity roles(RequestSpace space) {
    Frame frame = Frame.of(space);
    return new Arity(frame.again(ROLES), frame.size(), CLASSES);
  }

  /** One role, two classes. */
  static Arity classes(RequestSpace space) {
    Frame frame = Frame.of(space);
    return new Arity(frame.again(CLASSES), ROLES, frame.size());
  }

  /** Two roles, two classes. */
  static Arity both(RequestSpace space) {
    Frame frame = Frame.of(space);
    return new Arity(frame.again(ROLES).again(CLASSES), frame.size(), frame.size() + 1);
  }

  Frame frame() {
    return frame;
  }

  boolean twoRoles() {
    return otherRole != ROLES;
  }

  boolean twoClasses() {
    return otherClass != CLASSES;
  }

  /** The dimension of the second role; where there is one role only, of that. */
  int otherRole() {
    return otherRole;
  }

  /** The dimension of the second class; where there is one class only, of that. */
  int otherClass() {
    return otherClass;
  }

  /** The atoms of a dimension; not to be changed. */
  long[] range(int dimension) {
    return ranges[dimension];
  }

  /** The dimension that an axis is, for one role and one class of the request. */
  static int dimension(int axis, int role, int classification) {
    return axis == ROLES ? role : axis == CLASSES ? classification : axis;
  }

  /** What one role and one class of a request see of a point or a box. */
  int[] project(int[] lifted, int role, int classification) {
    int[] atomic = java.util.Arrays.copyOf(lifted, frame.space().axes().size());
    atomic[ROLES] = lifted[role];
    atomic[CLASSES] = lifted[classification];
    return atomic;
  }

  /** A concrete request that has the atoms of a point. */
  Request witness(CompiledPolicy policy, int[] point) {
    int[] atomic = project(point, ROLES, CLASSES);
    List<Integer> roles = twoRoles() ? List.of(point[otherRole]) : List.of();
    List<Integer> classes = twoClasses() ? List.of(point[otherClass]) : List.of();
    return Witness.of(frame.space(), policy, atomic, roles, classes);
  }
}
