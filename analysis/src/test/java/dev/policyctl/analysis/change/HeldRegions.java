package dev.policyctl.analysis.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.analysis.change.EveryPair.Answers;
import dev.policyctl.evaluator.Request;
import dev.policyctl.model.registry.Dimension;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the regions of an answer against every request: none has a request that does not shift so,
 * and every request that differs is in one, or where the answer says that it did not look.
 */
final class HeldRegions implements EveryPair.Visitor {
  private final EveryPair every;
  private final DecisionDiff.Answer answer;
  private final String name;
  private final List<Held> regions = new ArrayList<>();
  private final List<HeldBox> unexplored;

  /** A region, what it stands for, and the rules that were seen to decide in it. */
  private record Held(
      Region region,
      HeldBox box,
      Set<Optional<String>> second,
      Set<String> before,
      Set<String> after) {

    boolean pairs() {
      return !second.isEmpty();
    }

    void decided(Answers answers) {
      before.addAll(answers.before().determiningRules());
      after.addAll(answers.after().determiningRules());
    }
  }

  HeldRegions(EveryPair every, DecisionDiff.Answer answer, String name) {
    this.every = every;
    this.answer = answer;
    this.name = name;
    for (Region region : answer.regions()) {
      Set<Optional<String>> second = every.names.among(Dimension.ROLES, region.secondRoles());
      HeldBox box = new HeldBox(region.extents(), every);
      regions.add(new Held(region, box, second, new TreeSet<>(), new TreeSet<>()));
    }
    this.unexplored =
        answer.unexplored().stream().map(extents -> new HeldBox(extents, every)).toList();
  }

  @Override
  public void visit(EveryPair.Rest rest) {
    List<Held> here = regions.stream().filter(held -> held.box().hasRest(rest.rest())).toList();
    List<HeldBox> dark = unexplored.stream().filter(box -> box.hasRest(rest.rest())).toList();
    for (int cell = 0; cell < every.cells.requests.size(); cell++) {
      int at = cell;
      List<Held> inCell = here.stream().filter(held -> held.box().hasCell(at)).toList();
      List<HeldBox> unseen = dark.stream().filter(box -> box.hasCell(at)).toList();
      for (int role = 0; role < rest.one().size(); role++) {
        single(rest, role, cell, inCell, unseen);
      }
      for (List<Integer> pair : rest.two().keySet()) {
        pair(rest, pair, cell, inCell, unseen);
      }
    }
  }

  private void single(
      EveryPair.Rest rest, int role, int cell, List<Held> here, List<HeldBox> unseen) {
    Answers answers = rest.one().get(role).get(cell);
    Optional<String> value = value(role);
    boolean held = false;
    for (Held region : here) {
      if (region.box().hasRole(value) && !region.pairs()) {
        held = true;
        exact(region, answers, rest, value + " in cell " + cell);
      }
    }
    if (answers.differ() && !held && answer.moreRegions() == 0) {
      assertThat(unseen)
          .as(name + "\n" + answers + " of " + value + " at " + rest.rest() + " is in no region")
          .anyMatch(box -> box.hasRole(value));
    }
  }

  private void exact(Held region, Answers answers, EveryPair.Rest rest, String who) {
    if (!answers.differ() || !answers.shift().equals(region.region().shift())) {
      throw new AssertionError(
          name + "\n" + region.region() + "\nholds " + who + " at " + rest.rest() + "\n" + answers);
    }
    region.decided(answers);
  }

  private void pair(
      EveryPair.Rest rest, List<Integer> pair, int cell, List<Held> here, List<HeldBox> unseen) {
    Answers answers = rest.two().getOrDefault(pair, List.of()).get(cell);
    boolean joint = ExpectedCounts.joint(rest, pair, cell);
    Optional<String> one = value(pair.get(0));
    Optional<String> other = value(pair.get(1));
    boolean held = false;
    for (Held region : here) {
      if ((region.box().hasRole(one) && region.second().contains(other))
          || (region.box().hasRole(other) && region.second().contains(one))) {
        held = true;
        exact(region, answers, rest, one + " with " + other + " in cell " + cell);
        assertThat(joint).as(name + "\n" + region + " holds what a role has alone").isTrue();
      }
    }
    if (joint && !held && answer.moreRegions() == 0) {
      assertThat(unseen)
          .as(name + "\n" + answers + " of " + pair + " at " + rest.rest() + " is in no region")
          .anyMatch(box -> box.hasRole(one) || box.hasRole(other));
    }
  }

  private Optional<String> value(int role) {
    return every.names.values(Dimension.ROLES).get(role);
  }

  /** Looks at each region as a whole, once all requests were seen. */
  void finish() {
    for (Held held : regions) {
      Region region = held.region();
      String of = name + "\n" + region;
      long combinations = held.box().combinations() * Math.max(1, held.second().size());
      assertThat(region.combinations()).as(of).isEqualTo(BigInteger.valueOf(combinations));
      assertThat(region.rulesBefore()).as(of).containsExactlyElementsOf(held.before());
      assertThat(region.rulesAfter()).as(of).containsExactlyElementsOf(held.after());
      assertThat(held.second()).as(of).noneMatch(held.box()::hasRole);
      replay(held, of);
    }
  }

  private void replay(Held held, String of) {
    Request witness = held.region().witness();
    assertThat(witness.values(Dimension.ROLES)).as(of).hasSizeBetween(0, held.pairs() ? 2 : 1);
    Answers answers = every.ask(witness);
    assertThat(answers.shift()).as(of).isEqualTo(held.region().shift());
    assertThat(held.before()).as(of).containsAll(answers.before().determiningRules());
    assertThat(held.after()).as(of).containsAll(answers.after().determiningRules());
  }
}
