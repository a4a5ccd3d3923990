package dev.policyctl.analysis.anomaly;

import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One dimension of a request, as to whether its value is unregistered or absent. */
final class SpecialValue {
  private final BruteForce all;
  private final Dimension dimension;
  private final int rest;
  private final int model;
  private final int identity;
  private final int of;

  SpecialValue(BruteForce all, Dimension dimension, int rest, int model, int identity, int of) {
    this.all = all;
    this.dimension = dimension;
    this.rest = rest;
    this.model = model;
    this.identity = identity;
    this.of = of;
  }

  /** {@code $unknown} or {@code $missing}; empty for a registered value. */
  String name() {
    List<String> values =
        switch (dimension) {
          case ROLES -> all.every.identities.get(identity);
          case MODELS -> all.every.models.get(model).map(List::of).orElse(List.of());
          case CLASSIFICATIONS -> List.of(all.classes.get(of));
          default -> all.every.rests.get(rest).values(dimension);
        };
    if (values.isEmpty() || values.equals(List.of(Dimension.MISSING))) {
      return Dimension.MISSING;
    }
    return values.equals(List.of(EveryRequest.STRANGE)) || values.equals(List.of(Dimension.UNKNOWN))
        ? Dimension.UNKNOWN
        : "";
  }

  @Override
  public String toString() {
    return dimension.key() + name();
  }

  boolean present() {
    return !name().isEmpty();
  }

  boolean namedBy(Rule rule) {
    return rule.match().find(dimension).stream()
        .flatMap(selector -> selector.values().stream())
        .anyMatch(value -> value.value().equals(name()));
  }

  /**
   * Whether a rule matches the request with every registered value in place of this, and would not
   * with this. Where nothing is registered no request tells: such registries are for examples.
   */
  boolean heldBackBy(int guard) {
    List<Integer> places = places();
    return !places.isEmpty()
        && !matches(guard, -1)
        && places.stream().allMatch(place -> matches(guard, place));
  }

  private boolean matches(int guard, int place) {
    int atRest = place >= 0 && inRest() ? place : rest;
    int atModel = place >= 0 && dimension == Dimension.MODELS ? place : model;
    int atIdentity = place >= 0 && dimension == Dimension.ROLES ? place : identity;
    int atClass = place >= 0 && dimension == Dimension.CLASSIFICATIONS ? place : of;
    return (all.cell(atRest, atModel, atIdentity, atClass).matching() & (1 << guard)) != 0;
  }

  private boolean inRest() {
    return dimension != Dimension.ROLES
        && dimension != Dimension.MODELS
        && dimension != Dimension.CLASSIFICATIONS;
  }

  /** Where the requests are that have a registered value instead. */
  private List<Integer> places() {
    List<Integer> places = new ArrayList<>();
    for (String name : EveryRequest.names(all.world.registries, dimension)) {
      places.add(
          switch (dimension) {
            case ROLES -> all.every.identities.indexOf(List.of(name));
            case MODELS -> all.every.models.indexOf(Optional.of(name));
            case CLASSIFICATIONS -> all.classes.indexOf(name);
            default -> all.restWith(rest, dimension, name);
          });
    }
    return places;
  }
}
