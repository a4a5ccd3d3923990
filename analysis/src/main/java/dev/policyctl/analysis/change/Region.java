package dev.policyctl.analysis.change;

import dev.policyctl.analysis.region.Extent;
import dev.policyctl.evaluator.Request;
import java.math.BigInteger;
import java.util.List;

/**
 * A box of requests that shift alike.
 *
 * @param secondRoles what the second role of an identity is in it, in words; empty for one role
 * @param extents by axis, what it is confined to, in the words of the registries; axes that it has
 *     whole are left out
 * @param combinations how many categorical combinations lie in it
 * @param rulesBefore the ids of the rules that decided in it, sorted; empty where the default did
 * @param rulesAfter likewise, that decide now
 * @param witness a request in it, that either side's evaluator decides as the shift says
 */
public record Region(
    Shift shift,
    List<Extent> extents,
    List<String> secondRoles,
    BigInteger combinations,
    List<String> rulesBefore,
    List<String> rulesAfter,
    Request witness) {

  public Region {
    extents = List.copyOf(extents);
    secondRoles = List.copyOf(secondRoles);
    rulesBefore = List.copyOf(rulesBefore);
    rulesAfter = List.copyOf(rulesAfter);
  }
}
