package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks what a matrix names, and whether each of its items says something. */
final class MatrixReferences {
  private final Registries registries;
  private final Names names;

  MatrixReferences(Registries registries) {
    this.registries = registries;
    this.names = new Names(registries);
  }

  /** What is wrong with a matrix: where there is nothing, every item selects a combination. */
  List<Finding> check(Suite suite, TestMatrix matrix) {
    List<Finding> findings = new ArrayList<>();
    MatrixPlan plan = new MatrixPlan(suite, matrix, registries);
    boolean sound = named(suite, plan, matrix.over(), findings);
    for (MatrixPlan.Item item : plan.items()) {
      boolean itemSound = named(suite, plan, item.axes(), findings);
      if (sound && itemSound) {
        dead(plan, item, matrix, findings);
      }
    }
    if (sound && findings.isEmpty()) {
      contradictions(plan, matrix, findings);
    }
    return findings;
  }

  /** Reports names that do not exist; false where something is not known to be there. */
  private boolean named(
      Suite suite, MatrixPlan plan, TestMatrix.Axes axes, List<Finding> findings) {
    boolean sound = true;
    for (Text entry : axes.identities().orElse(List.of())) {
      if (plan.keys(Optional.empty(), entry.value()).isEmpty()) {
        sound = false;
        if (!suite.unreadable().contains(entry.value())) {
          findings.add(Names.identity(suite, entry));
        }
      }
    }
    for (Map.Entry<Dimension, List<Text>> axis : axes.values().entrySet()) {
      sound &= named(plan, axis.getKey(), axis.getValue(), findings);
    }
    return sound;
  }

  private boolean named(
      MatrixPlan plan, Dimension dimension, List<Text> entries, List<Finding> findings) {
    if (registries.find(dimension).isEmpty()) {
      // A required registry that is missing is reported elsewhere.
      if (!dimension.required()) {
        findings.add(withoutRegistry(dimension, entries.get(0)));
      }
      return false;
    }
    boolean sound = true;
    for (Text entry : entries) {
      if (plan.keys(Optional.of(dimension), entry.value()).isEmpty()) {
        sound = false;
        findings.add(
            Glob.isGlob(entry.value())
                ? names.emptyGlob(dimension.kind(), entry)
                : names.unknown(dimension.kind(), entry));
      }
    }
    return sound;
  }

  private static Finding withoutRegistry(Dimension dimension, Text entry) {
    return Finding.of(
            FindingCode.DIMENSION_WITHOUT_REGISTRY,
            entry.span(),
            "there is no `" + dimension.key() + "` registry")
        .subject("test:" + dimension.key())
        .help("add registries/" + dimension.key() + ".yaml, or leave the dimension out")
        .build();
  }

  /** Reports an item that selects nothing, and says which of its values are to blame. */
  private static void dead(
      MatrixPlan plan, MatrixPlan.Item item, TestMatrix matrix, List<Finding> findings) {
    List<String> reasons = new ArrayList<>();
    Optional<Span> place = Optional.empty();
    for (Optional<Dimension> dimension : dimensions(item.axes())) {
      List<Text> entries = entries(item.axes(), dimension);
      Optional<MatrixPlan.Axis> axis =
          plan.axes().stream().filter(a -> a.dimension().equals(dimension)).findFirst();
      if (axis.isEmpty()) {
        reasons.add("`" + MatrixPlan.key(dimension) + "` does not vary in `over`");
      } else if (entries.stream().allMatch(e -> plan.select(axis.get(), e.value()).isEmpty())) {
        reasons.add(noneOf(entries) + " in `over." + axis.get().key() + "`");
      } else {
        continue;
      }
      place = place.or(() -> Optional.of(entries.get(0).span()));
    }
    if (place.isPresent()) {
      findings.add(
          Finding.of(
                  FindingCode.DEAD_EXPECTATION,
                  place.get(),
                  "this item of `"
                      + key(item.outcome())
                      + "` selects no cell: "
                      + String.join("; ", reasons))
              .subject("test:" + matrix.name().value() + "/" + key(item.outcome()))
              .help("add the value to `over`, or delete the item")
              .build());
    }
  }

  private static String noneOf(List<Text> entries) {
    List<String> quoted = entries.stream().map(e -> "`" + e.value() + "`").toList();
    return quoted.size() == 1
        ? quoted.get(0) + " is not"
        : "none of " + String.join(", ", quoted) + " is";
  }

  private static List<Optional<Dimension>> dimensions(TestMatrix.Axes axes) {
    List<Optional<Dimension>> dimensions = new ArrayList<>();
    axes.identities().ifPresent(list -> dimensions.add(Optional.empty()));
    axes.values().keySet().forEach(dimension -> dimensions.add(Optional.of(dimension)));
    return dimensions;
  }

  private static List<Text> entries(TestMatrix.Axes axes, Optional<Dimension> dimension) {
    return dimension
        .map(d -> axes.values().getOrDefault(d, List.of()))
        .orElseGet(() -> axes.identities().orElse(List.of()));
  }

  private static String key(Outcome outcome) {
    return outcome.label();
  }

  /** Reports a combination that must be allowed and must require approval. */
  private static void contradictions(MatrixPlan plan, TestMatrix matrix, List<Finding> findings) {
    for (MatrixPlan.Item strict : plan.items()) {
      for (MatrixPlan.Item mild : plan.items()) {
        if (strict.outcome() == Outcome.REQUIRE_APPROVAL && mild.outcome() == Outcome.ALLOW) {
          common(strict, mild)
              .ifPresent(
                  cell ->
                      findings.add(
                          Finding.of(
                                  FindingCode.DEAD_EXPECTATION,
                                  strict.axes().span(),
                                  "`allow` and `require_approval` both select " + plan.label(cell))
                              .subject("test:" + matrix.name().value() + "/both")
                              .related(mild.axes().span(), "the item of `allow`")
                              .help("take it out of one of the two")
                              .build()));
        }
      }
    }
  }

  /** The first combination that two items select, if there is one. */
  private static Optional<int[]> common(MatrixPlan.Item one, MatrixPlan.Item other) {
    int[] cell = new int[one.selected().size()];
    for (int axis = 0; axis < cell.length; axis++) {
      BitSet both = (BitSet) one.selected().get(axis).clone();
      both.and(other.selected().get(axis));
      cell[axis] = both.nextSetBit(0);
      if (cell[axis] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(cell);
  }
}
