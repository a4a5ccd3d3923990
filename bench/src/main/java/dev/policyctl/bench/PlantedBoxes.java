package dev.policyctl.bench;

import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy of boxes with planted verdicts. A planted group is a box, and higher up one rule around
 * each tile of a tiling of it: the box is dead. In a third of the groups of more than one tile one
 * is left out: such a box is a near miss, and called live where a point of the missing tile is
 * found that no rule of a smaller tier matches. All other rules are boxes at random.
 *
 * <p>There are a hundred levels of priority, so that rules meet others at their own.
 */
final class PlantedBoxes {
  private static final int LEVELS = 100;
  private static final int ATTEMPTS = 10;

  private final BoxShape shape;
  private final int size;
  private final Draw draw;
  private final List<Box> boxes = new ArrayList<>();
  private final Set<String> dead = new HashSet<>();
  private final Map<Box, List<BitSet>> holes = new LinkedHashMap<>();

  PlantedBoxes(BoxShape shape, int size, Draw draw) {
    this.shape = shape;
    this.size = size;
    this.draw = draw;
  }

  /**
   * A rule in the making.
   *
   * @param level 0 is the highest priority
   */
  private record Box(String id, int level, Outcome effect, List<BitSet> values) {

    boolean before(Box other) {
      return level < other.level || (level == other.level && effect.compareTo(other.effect) < 0);
    }

    boolean contains(List<Integer> point) {
      for (int i = 0; i < point.size(); i++) {
        if (!values.get(i).get(point.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  AnalysisWorkload workload() {
    int most = shape.tiled() ? Math.min(40, size / 6) : 6;
    int groups = shape.tiled() ? size : Math.max(3, size / 70);
    for (int i = 0; i < groups && boxes.size() + most < size; i++) {
      plant(draw.between(shape.tiled() ? 4 : 1, most));
    }
    while (boxes.size() < size) {
      add(draw.below(LEVELS), shape.box());
    }
    Set<String> live = new HashSet<>();
    holes.forEach(
        (box, hole) -> {
          if (reaches(box, hole)) {
            live.add(box.id());
          }
        });
    Collections.shuffle(boxes, draw.shuffler());
    Policy policy =
        GatewayPolicy.policy(
            shape.name() + "-" + size,
            boxes.stream()
                .map(
                    box ->
                        shape
                            .grid()
                            .rule(
                                box.id(),
                                (LEVELS - box.level()) * 1_000,
                                box.effect(),
                                box.values()))
                .toList());
    return new AnalysisWorkload(shape.grid().registries(), policy, dead, live);
  }

  private Box add(int level, List<BitSet> values) {
    Outcome effect = draw.percent(70) ? Outcome.ALLOW : draw.one(List.of(Outcome.values()));
    Box box = new Box("box-" + boxes.size(), level, effect, values);
    boxes.add(box);
    return box;
  }

  private void plant(int count) {
    int level = draw.between(1, LEVELS - 1);
    Box target = add(level, shape.box());
    List<List<BitSet>> tiles = Tiling.split(target.values(), count, draw);
    if (tiles.size() > 1 && draw.below(3) == 0) {
      holes.put(target, tiles.remove(draw.below(tiles.size())));
    } else {
      dead.add(target.id());
    }
    for (List<BitSet> tile : tiles) {
      add(draw.below(level), shape.tiled() ? tile : shape.around(tile));
    }
  }

  /** Whether a point of the hole is found that only this box or later ones contain. */
  private boolean reaches(Box box, List<BitSet> hole) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<Integer> point = new ArrayList<>();
      for (BitSet values : hole) {
        point.add(draw.one(values.stream().boxed().toList()));
      }
      if (boxes.stream().noneMatch(other -> other.before(box) && other.contains(point))) {
        return true;
      }
    }
    return false;
  }
}
