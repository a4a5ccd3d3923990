package dev.policyctl.validators;

import dev.policyctl.analysis.change.ChangeReport;
import dev.policyctl.analysis.change.Region;
import dev.policyctl.analysis.change.StructuralChange;
import dev.policyctl.analysis.change.Transition;
import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Glob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The waivers that accept new access ({@link FindingCode#NEW_ACCESS}) in one policy. A waiver that
 * names no rule accepts everything there; one that names a rule accepts what that rule lets in, and
 * where several rules do, all of them have to be named.
 */
public final class AccessWaivers {
  private final List<Waiver> waivers;

  /**
   * The waivers for a policy.
   *
   * @param all those that count, whatever they are for
   * @param now the moment from which on a waiver must still hold
   */
  public AccessWaivers(List<Waiver> all, Bundle bundle, Instant now) {
    String path = "policies/" + bundle + "/policy.yaml";
    this.waivers =
        all.stream()
            .filter(waiver -> waiver.code() == FindingCode.NEW_ACCESS)
            .filter(waiver -> waiver.expires().isAfter(now))
            .filter(
                w -> w.environment().map(e -> e.value().equals(bundle.environment())).orElse(true))
            .filter(w -> w.tenant().map(t -> t.value().equals(bundle.tenant())).orElse(true))
            .filter(w -> w.path().map(p -> Glob.of(p.value()).matches(path)).orElse(true))
            .toList();
  }

  /** The waiver of everything, by its id. */
  private Optional<String> whole() {
    return waivers.stream()
        .filter(waiver -> waiver.rule().isEmpty())
        .map(waiver -> waiver.id().value())
        .sorted()
        .findFirst();
  }

  /** What accepts a region, as ids of waivers; nothing where it is not accepted. */
  public Optional<String> of(Region region) {
    Optional<String> whole = whole();
    if (whole.isPresent() || region.rulesAfter().isEmpty()) {
      return whole;
    }
    Set<String> ids = new TreeSet<>();
    for (String rule : region.rulesAfter()) {
      Optional<String> waiver =
          waivers.stream()
              .filter(w -> w.rule().filter(r -> r.value().equals(rule)).isPresent())
              .map(w -> w.id().value())
              .sorted()
              .findFirst();
      if (waiver.isEmpty()) {
        return Optional.empty();
      }
      ids.add(waiver.get());
    }
    return Optional.of(String.join(", ", ids));
  }

  /** What accepts a change that no request shows; a waiver of a rule never does. */
  public Optional<String> of(StructuralChange change) {
    return change.kind().broadens() ? whole() : Optional.empty();
  }

  /** How many places of new access nothing accepts. */
  public long open(ChangeReport report) {
    long regions = report.admitting().stream().filter(region -> of(region).isEmpty()).count();
    long structural = report.broadening().stream().filter(change -> of(change).isEmpty()).count();
    boolean admits = report.decisions().transitions().stream().anyMatch(Transition::broadens);
    long unlisted =
        admits && whole().isEmpty() && report.decisions().moreRegions() > 0
            ? report.decisions().moreRegions()
            : 0;
    return regions + structural + unlisted;
  }
}
