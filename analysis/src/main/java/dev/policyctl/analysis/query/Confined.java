package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.SideLadder;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.CategoryAxis;
import dev.policyctl.analysis.space.NumberAxis;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.TimeAxis;
import dev.policyctl.analysis.space.Witness;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.registry.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** A policy's request space, confined to what a question is about. */
final class Confined {
  private static final Duration LIFETIME = Duration.ofHours(1);

  private final Question question;
  private final RequestSpace space;
  private final SideLadder side;

  /** By axis the number of the set that the question is about. */
  private final int[] base;

  /** By axis what a question that does not say otherwise is about first: registered values. */
  private final long[][] plain;

  Confined(CompiledPolicy policy, Question question, Instant asOf) {
    Map<Attribute, NumericRange> cuts = new EnumMap<>(Attribute.class);
    question.numbers().forEach((attribute, range) -> range.ifPresent(r -> cuts.put(attribute, r)));
    this.question = question;
    this.space = RequestSpace.of(policy, cuts, asOf);
    this.side = new SideLadder(space.after());
    this.base = new int[space.axes().size()];
    this.plain = new long[base.length][];
    for (int axis = 0; axis < base.length; axis++) {
      long[] set = set(axis);
      base[axis] = space.pool(axis).intern(set);
      plain[axis] = axis < space.categories() ? plain(axis, set) : set;
    }
  }

  private long[] set(int number) {
    if (number < space.categories()) {
      CategoryAxis axis = space.category(number);
      SortedSet<String> names = question.values().get(axis.dimension());
      return names == null ? Bits.full(axis.size()) : named(axis, names);
    }
    if (space.axes().get(number) instanceof NumberAxis axis) {
      Optional<NumericRange> range = question.numbers().get(axis.attribute());
      return range == null
          ? Bits.full(axis.size())
          : range.map(r -> axis.atoms(r, false)).orElseGet(() -> absent(axis));
    }
    TimeAxis axis = (TimeAxis) space.axes().get(number);
    return question.time().map(moment -> at(axis, moment)).orElseGet(() -> Bits.full(axis.size()));
  }

  private static long[] named(CategoryAxis axis, SortedSet<String> names) {
    long[] set = Bits.empty(axis.size());
    for (int atom = 0; atom < axis.size(); atom++) {
      if (names.contains(axis.name(atom))) {
        Bits.set(set, atom);
      }
    }
    return set;
  }

  private static long[] absent(NumberAxis axis) {
    long[] set = Bits.empty(axis.size());
    Bits.set(set, axis.absent());
    return set;
  }

  private static long[] at(TimeAxis axis, Instant moment) {
    if (moment.isBefore(axis.asOf()) || !moment.isBefore(axis.horizon())) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "the time "
              + moment
              + " is not looked at: "
              + axis.asOf()
              + " to "
              + axis.horizon()
              + " is",
          "--as-of moves where that begins");
    }
    return axis.at(moment);
  }

  private long[] plain(int number, long[] set) {
    CategoryAxis axis = space.category(number);
    return question.values().containsKey(axis.dimension()) ? set : Bits.and(set, registered(axis));
  }

  /** The registered values; in an optional dimension, where absence is ordinary, that too. */
  static long[] registered(CategoryAxis axis) {
    long[] set = Bits.empty(axis.size());
    for (int atom = 0; atom < axis.named(); atom++) {
      Bits.set(set, atom);
    }
    if (!axis.dimension().required()) {
      Bits.set(set, axis.missing());
    }
    return set;
  }

  RequestSpace space() {
    return space;
  }

  SideLadder side() {
    return side;
  }

  /** By axis the number of its set. */
  int[] base() {
    return base.clone();
  }

  /** The base with ordinary values alone. */
  int[] plainBase() {
    int[] box = new int[base.length];
    for (int axis = 0; axis < box.length; axis++) {
      box[axis] = space.pool(axis).intern(plain[axis]);
    }
    return box;
  }

  /** The ordinary values of an axis; not to be changed. */
  long[] plain(int axis) {
    return plain[axis];
  }

  /** Makes every value of an axis an ordinary one. */
  void wholly(int axis) {
    plain[axis] = space.pool(axis).get(base[axis]);
  }

  /** Whether a question confines an axis. */
  boolean confines(int axis) {
    return base[axis] != dev.policyctl.analysis.space.SetPool.ALL;
  }

  /** The axis of a dimension that the policy has. */
  int axis(Dimension dimension) {
    return space.axisOf(dimension);
  }

  /** A request of a box, at the moment that was asked about. */
  Request witness(int[] box) {
    int[] point = new int[box.length];
    for (int axis = 0; axis < point.length; axis++) {
      point[axis] = Bits.next(space.pool(axis).get(box[axis]), 0);
    }
    Request request = Witness.of(space, side.boxes().policy(), point, List.of(), List.of());
    return question
        .time()
        .map(at -> request.toBuilder().time(at).expiry(at.plus(LIFETIME)).build())
        .orElse(request);
  }
}
