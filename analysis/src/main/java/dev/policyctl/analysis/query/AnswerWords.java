package dev.policyctl.analysis.query;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.analysis.region.Piece;
import dev.policyctl.analysis.region.RegionWords;
import dev.policyctl.analysis.region.Verdict;
import dev.policyctl.analysis.space.Bits;
import dev.policyctl.analysis.space.RequestSpace;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Puts what was found into the words of registries. */
final class AnswerWords {
  private final Confined confined;
  private final RequestSpace space;
  private final RegionWords words;
  private final int asked;

  /**
   * @param asked the axis whose values are told apart; -1 for none
   */
  AnswerWords(Confined confined, int asked) {
    this.confined = confined;
    this.space = confined.space();
    this.words = new RegionWords(space);
    this.asked = asked;
  }

  List<Extent> confinedTo() {
    return words.of(confined.base());
  }

  List<List<Extent>> boxes(List<int[]> boxes) {
    return boxes.stream().map(words::of).distinct().toList();
  }

  AccessAnswer.Group group(
      Standing standing,
      long[] values,
      Gathered gathered,
      Map<Verdict, List<Piece<Set<String>>>> pieces) {
    List<AccessRegion> regions = new ArrayList<>();
    pieces.forEach((verdict, list) -> list.forEach(piece -> regions.add(region(verdict, piece))));
    return new AccessAnswer.Group(
        asked < 0 ? List.of() : words.values(asked, values),
        asked < 0 ? List.of() : names(values),
        standing,
        gathered.all().build(),
        List.copyOf(new TreeSet<>(gathered.deniers())),
        gathered.deniedByDefault(),
        regions,
        gathered.dropped());
  }

  private List<String> names(long[] values) {
    List<String> names = new ArrayList<>();
    for (int atom = Bits.next(values, 0); atom >= 0; atom = Bits.next(values, atom + 1)) {
      names.add(space.axes().get(asked).name(atom));
    }
    return names;
  }

  private AccessRegion region(Verdict verdict, Piece<Set<String>> piece) {
    BigInteger combinations = BigInteger.ONE;
    List<Extent> extents = new ArrayList<>();
    for (int axis = 0; axis < space.axes().size(); axis++) {
      long[] set = space.pool(axis).get(piece.box()[axis]);
      if (axis < space.categories()) {
        combinations = combinations.multiply(BigInteger.valueOf(Bits.count(set)));
      }
      boolean whole = Bits.count(set) == space.axes().get(axis).size();
      if (axis != asked && (axis < space.categories() || !whole)) {
        extents.add(new Extent(space.axes().get(axis).label(), words.values(axis, set)));
      }
    }
    return new AccessRegion(
        verdict,
        extents,
        combinations,
        List.copyOf(new TreeSet<>(piece.load())),
        confined.witness(piece.box()));
  }
}
