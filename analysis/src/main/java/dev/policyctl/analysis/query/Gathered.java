package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Piece;
import dev.policyctl.analysis.region.Verdict;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parts of some box are decided as. */
final class Gathered {
  /** Everything, and what is of ordinary values alone. */
  private final OutcomeCounts.Builder all = new OutcomeCounts.Builder();

  private final OutcomeCounts.Builder plain = new OutcomeCounts.Builder();
  private final Map<Verdict, BigInteger[]> decisions = new LinkedHashMap<>();
  private final Map<Verdict, List<Piece<Set<String>>>> pieces = new LinkedHashMap<>();
  private final Set<String> deniers = new HashSet<>();
  private boolean deniedByDefault;
  private final List<int[]> unexplored = new ArrayList<>();
  private final int room;
  private int kept;
  private long dropped;

  /**
   * @param room how many pieces are kept; those beyond are counted
   */
  Gathered(int room) {
    this.room = room;
  }

  OutcomeCounts.Builder all() {
    return all;
  }

  OutcomeCounts.Builder plain() {
    return plain;
  }

  /** Takes a verdict that a combination has in some cell, or requests that have it. */
  void decided(Verdict verdict, BigInteger combinations, BigInteger requests) {
    BigInteger[] counts =
        decisions.computeIfAbsent(
            verdict, v -> new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
    counts[0] = counts[0].add(combinations);
    counts[1] = counts[1].add(requests);
  }

  /** Takes a box, if there is still room. */
  void piece(Verdict verdict, Piece<Set<String>> piece) {
    if (full()) {
      dropped++;
      return;
    }
    kept++;
    pieces.computeIfAbsent(verdict, v -> new ArrayList<>()).add(piece);
  }

  /** Whether there is no room for another box. */
  boolean full() {
    return kept == room;
  }

  /** How many more boxes would be kept. */
  int room() {
    return room - kept;
  }

  /** Takes a box for which there is no room. */
  void drop() {
    dropped++;
  }

  /** Takes the ids of rules that deny some part; none where the default does. */
  void deniedBy(Set<String> ids) {
    deniedByDefault |= ids.isEmpty();
    deniers.addAll(ids);
  }

  /** The ids of the rules that deny some part. */
  Set<String> deniers() {
    return deniers;
  }

  /** Whether the default, or silence, denies some part. */
  boolean deniedByDefault() {
    return deniedByDefault;
  }

  void unexplored(int[] box) {
    unexplored.add(box);
  }

  /** Takes another's findings as well. */
  void add(Gathered other) {
    addCounts(other);
    other.pieces.forEach((verdict, list) -> list.forEach(piece -> piece(verdict, piece)));
  }

  /** Likewise, all but its boxes. */
  void addCounts(Gathered other) {
    all.add(other.all.build());
    plain.add(other.plain.build());
    other.decisions.forEach((verdict, counts) -> decided(verdict, counts[0], counts[1]));
    deniers.addAll(other.deniers);
    deniedByDefault |= other.deniedByDefault;
    dropped += other.dropped;
    unexplored.addAll(other.unexplored);
  }

  /** By verdict, how many combinations have it in some cell, and how many requests. */
  List<Decided> decisions() {
    List<Decided> list = new ArrayList<>();
    decisions.forEach((verdict, counts) -> list.add(new Decided(verdict, counts[0], counts[1])));
    list.sort(Decided.ORDER);
    return list;
  }

  Map<Verdict, List<Piece<Set<String>>>> pieces() {
    return pieces;
  }

  long dropped() {
    return dropped;
  }

  /** The boxes that the budget did not suffice for. */
  List<int[]> unexplored() {
    return unexplored;
  }

  /** Whether everything was looked at. */
  boolean complete() {
    return unexplored.isEmpty();
  }

  /** A union of ids. */
  static Set<String> union(Set<String> one, Set<String> other) {
    if (one.containsAll(other)) {
      return one;
    }
    Set<String> union = new HashSet<>(one);
    union.addAll(other);
    return union;
  }
}
