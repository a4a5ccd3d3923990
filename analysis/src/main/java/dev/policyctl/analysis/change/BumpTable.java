package dev.policyctl.analysis.change;

import dev.policyctl.analysis.space.RequestSpace;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.VersionBump;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The table of required bumps: what consumers of a policy have to hear of. Removing is major,
 * adding is minor, what lets nobody else in and shuts nobody out is a patch.
 */
final class BumpTable {
  private final RequestSpace space;
  private final DecisionDiff.Answer decisions;
  private final List<StructuralChange> structural;
  private final ChangeOptions options;
  private final List<BumpReason> reasons = new ArrayList<>();

  private BumpTable(
      RequestSpace space,
      DecisionDiff.Answer decisions,
      List<StructuralChange> structural,
      ChangeOptions options) {
    this.space = space;
    this.decisions = decisions;
    this.structural = structural;
    this.options = options;
  }

  /** The bump between two policies whose content differs. */
  static RequiredBump of(
      RequestSpace space,
      DecisionDiff.Answer decisions,
      List<StructuralChange> structural,
      ChangeOptions options) {
    BumpTable table = new BumpTable(space, decisions, structural, options);
    table.outside();
    table.admitted();
    if (options.semantic()) {
      table.altered();
    } else {
      table.written();
    }
    if (options.strict()) {
      table.narrowed();
    }
    if (!decisions.complete()) {
      table.unknown();
    }
    if (table.reasons.isEmpty()) {
      table.reasons.add(BumpReason.patch("the content differs, and no decision"));
    }
    return RequiredBump.of(table.reasons);
  }

  /** What no decision shows. */
  private void outside() {
    for (StructuralChange change : structural) {
      switch (change.kind()) {
        case BROADENING, MIXED, ROUTE_GROWS -> reasons.add(BumpReason.minor(change.message()));
        case ROUTE_LOSES -> reasons.add(BumpReason.major(change.message()));
        case NARROWING, TUNING -> reasons.add(BumpReason.patch(change.message()));
        case WEAKENING -> reasons.add(new BumpReason(VersionBump.PATCH, change.message(), true));
        case POLICY_ADDED, POLICY_REMOVED -> {}
      }
    }
  }

  /** Whoever is let in is news, whatever brought it about. */
  private void admitted() {
    for (Transition transition : decisions.transitions()) {
      if (transition.broadens()) {
        reasons.add(BumpReason.minor("some requests go " + words(transition)));
      }
    }
  }

  private static String words(Transition transition) {
    return "from " + transition.from().label() + " to " + transition.to().label();
  }

  /** What is written differently, whether decisions show it or not. */
  private void written() {
    Policy old = space.before().policy().policy();
    Policy now = space.after().policy().policy();
    if (old.defaultOutcome() != now.defaultOutcome()) {
      reasons.add(
          BumpReason.major(
              "the default changes from "
                  + old.defaultOutcome().label()
                  + " to "
                  + now.defaultOutcome().label()));
    }
    if (old.combining() != now.combining()) {
      reasons.add(
          BumpReason.major(
              "combining changes from "
                  + old.combining().label()
                  + " to "
                  + now.combining().label()));
    }
    reasons.addAll(
        RegistryReasons.of(
            space.before().policy().registries(), space.after().policy().registries()));
    reasons.addAll(RuleReasons.of(space));
    if (old.combining() == now.combining()) {
      boolean nothing = decisions.complete() && decisions.transitions().isEmpty();
      reasons.addAll(PriorityReasons.of(space, nothing, options.budget()));
    }
  }

  /** What decisions show beside admissions. */
  private void altered() {
    for (Transition transition : decisions.transitions()) {
      if (transition.narrows()) {
        reasons.add(BumpReason.major("some requests go " + words(transition)));
      } else if (transition.from() == transition.to()) {
        reasons.add(
            lostObligation()
                ? BumpReason.major("some requests lose an obligation")
                : BumpReason.minor("some requests gain an obligation"));
      }
    }
  }

  /** Whether some request keeps its outcome and loses an obligation; so also where unknown. */
  private boolean lostObligation() {
    return decisions.moreRegions() > 0
        || decisions.regions().stream()
            .map(Region::shift)
            .anyMatch(
                shift ->
                    shift.obligationsOnly()
                        && !new HashSet<>(shift.after().obligations())
                            .containsAll(shift.before().obligations()));
  }

  private void narrowed() {
    for (Transition transition : decisions.transitions()) {
      if (transition.narrows()) {
        reasons.add(BumpReason.major("strict: some requests go " + words(transition)));
      }
    }
    for (StructuralChange change : structural) {
      if (change.kind().narrows()) {
        reasons.add(BumpReason.major("strict: " + change.message()));
      }
    }
  }

  /** What was not looked at may be anything that decisions can show. */
  private void unknown() {
    boolean worst = options.strict() || options.semantic();
    reasons.add(
        new BumpReason(
            worst ? VersionBump.MAJOR : VersionBump.MINOR,
            "not everything could be compared within the budget",
            false));
  }
}
