package dev.policyctl.analysis.query;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.analysis.cover.Slice;
import dev.policyctl.analysis.region.Piece;
import dev.policyctl.analysis.region.RegionMerge;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.analysis.space.SetPool;
import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Answers who can do what, exactly, for identities of one role. An identity of several roles gets
 * for each request what one of its roles gets: the decision of the role whose rule ranks first.
 */
public final class AccessQuery {
  /** What a question tells unless the user says otherwise. */
  public static final int REGIONS = 200;

  /** So many boxes are put together to regions at a time; more would take too much memory. */
  private static final int MOST_BOXES = 20_000;

  private final Confined confined;
  private final RequestSpace space;
  private final Walk walk;
  private final RegionMerge<Set<String>> merge;

  /** How many more regions there may be. */
  private int room;

  private AccessQuery(Confined confined, boolean denied, int regions, Budget budget) {
    this.confined = confined;
    this.space = confined.space();
    this.walk = new Walk(confined, budget, denied ? Walk.Boxes.ALL : Walk.Boxes.LET_IN);
    this.merge = new RegionMerge<>(space, Gathered::union, budget.renewed());
    this.room = regions;
  }

  /**
   * Values that are decided alike, with what they get.
   *
   * @param told whether the boxes are all that they get; if not, they may differ in the rest
   */
  private record Profile(
      Standing standing, boolean told, Map<Verdict, List<List<Integer>>> boxes) {}

  /** What was found about values with one profile; {@code values} grows. */
  private static final class Same {
    final Gathered gathered = new Gathered(0);
    final Map<Verdict, List<Piece<Set<String>>>> pieces = new TreeMap<>(AccessRegion.BY_VERDICT);
    long[] values = {};
  }

  /**
   * Answers a question.
   *
   * @param asked the dimension whose values are told apart, if any
   * @param denied whether there are regions of what is denied as well
   * @param asOf the moment from which on requests are considered
   * @param regions how many regions are told, give or take those of one value; what is beyond is
   *     counted
   * @param budget what looking at the requests may take, and likewise making regions of them, which
   *     are more and smaller where it does not suffice
   * @param progress hears of each value of the asked dimension
   */
  public static AccessAnswer of(
      CompiledPolicy policy,
      Question question,
      Optional<Dimension> asked,
      boolean denied,
      Instant asOf,
      int regions,
      Budget budget,
      Progress progress) {
    Confined confined = new Confined(policy, question, asOf);
    return new AccessQuery(confined, denied, regions, budget.renewed()).answer(asked, progress);
  }

  private AccessAnswer answer(Optional<Dimension> asked, Progress progress) {
    int axis = asked.map(confined::axis).orElse(-1);
    Map<Profile, Same> groups = new LinkedHashMap<>();
    Gathered total = new Gathered(0);
    Slice whole = Slice.of(confined.side().index(), confined.base());
    if (axis >= 0) {
      confined.wholly(axis);
    }
    List<Slice> slices = axis < 0 ? List.of(whole) : slices(whole, axis, total);
    int done = 0;
    for (Slice slice : slices) {
      Gathered gathered = new Gathered(room > 0 ? MOST_BOXES : 0);
      walk.over(slice, gathered);
      group(gathered, slice, axis, groups);
      total.addCounts(gathered);
      progress.looked(++done, slices.size());
    }
    AnswerWords words = new AnswerWords(confined, axis);
    List<AccessAnswer.Group> all = new ArrayList<>();
    groups.forEach(
        (profile, same) ->
            all.add(words.group(profile.standing(), same.values, same.gathered, same.pieces)));
    all.sort(
        Comparator.comparing(AccessAnswer.Group::standing)
            .thenComparing(group -> group.names().isEmpty() ? "" : group.names().get(0)));
    return new AccessAnswer(
        asked,
        words.confinedTo(),
        space.asOf(),
        total.all().build(),
        total.decisions(),
        all,
        total.dropped(),
        words.boxes(total.unexplored()));
  }

  private List<Slice> slices(Slice whole, int axis, Gathered total) {
    try {
      return walk.cut(whole, axis);
    } catch (Budget.Exhausted e) {
      total.unexplored(whole.box());
      return List.of();
    }
  }

  /** Puts the values of a slice to those that get the same. */
  private void group(Gathered gathered, Slice slice, int axis, Map<Profile, Same> groups) {
    Map<Verdict, List<Piece<Set<String>>>> pieces = new TreeMap<>(AccessRegion.BY_VERDICT);
    gathered.pieces().forEach((verdict, list) -> pieces.put(verdict, merge.merged(list)));
    Map<Verdict, List<List<Integer>>> boxes = new LinkedHashMap<>();
    pieces.forEach((verdict, list) -> boxes.put(verdict, withoutAxis(list, axis)));
    Profile profile = new Profile(standing(gathered), gathered.dropped() == 0, boxes);
    Same same = groups.get(profile);
    if (same == null) {
      same = new Same();
      groups.put(profile, same);
      room -= pieces.values().stream().mapToInt(List::size).sum();
    }
    same.gathered.addCounts(gathered);
    if (axis >= 0) {
      long[] values = space.pool(axis).get(slice.box()[axis]);
      same.values = same.values.length == 0 ? values.clone() : Bits.or(same.values, values);
    }
    for (Map.Entry<Verdict, List<Piece<Set<String>>>> entry : pieces.entrySet()) {
      join(same.pieces, entry.getKey(), entry.getValue(), axis);
    }
  }

  private static List<List<Integer>> withoutAxis(List<Piece<Set<String>>> pieces, int axis) {
    List<List<Integer>> boxes = new ArrayList<>();
    for (Piece<Set<String>> piece : pieces) {
      List<Integer> box = new ArrayList<>();
      for (int other = 0; other < piece.box().length; other++) {
        box.add(other == axis ? SetPool.ALL : piece.box()[other]);
      }
      boxes.add(box);
    }
    return boxes;
  }

  /** Boxes of one profile are the same but for the asked values: those are put together. */
  private void join(
      Map<Verdict, List<Piece<Set<String>>>> known,
      Verdict verdict,
      List<Piece<Set<String>>> more,
      int axis) {
    known.merge(
        verdict,
        more,
        (one, other) -> {
          List<Piece<Set<String>>> joined = new ArrayList<>();
          for (int i = 0; i < one.size(); i++) {
            int[] box = one.get(i).box().clone();
            SetPool pool = space.pool(axis);
            box[axis] =
                pool.intern(Bits.or(pool.get(box[axis]), pool.get(other.get(i).box()[axis])));
            joined.add(new Piece<>(box, Gathered.union(one.get(i).load(), other.get(i).load())));
          }
          return joined;
        });
  }

  private static Standing standing(Gathered gathered) {
    if (!gathered.complete()) {
      return Standing.UNDETERMINED;
    }
    OutcomeCounts all = gathered.all().build();
    if (gathered.plain().build().all(Outcome.ALLOW)) {
      return Standing.ALWAYS;
    }
    if (all.sometimes(Outcome.ALLOW).signum() > 0) {
      return Standing.SOMETIMES;
    }
    return all.sometimes(Outcome.REQUIRE_APPROVAL).signum() > 0
        ? Standing.APPROVAL
        : Standing.NEVER;
  }
}
