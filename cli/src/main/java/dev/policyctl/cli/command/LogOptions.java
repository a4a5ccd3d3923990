package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Bundle;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is listed, and how much is said of it.
 *
 * @param max how many changes at most
 * @param since leaves out what was committed before
 * @param environment leaves out what does not touch it
 * @param tenant likewise
 * @param diff whether changes are compared with what was before
 * @param now the moment that is judged by
 */
record LogOptions(
    int max,
    Optional<Instant> since,
    Optional<String> environment,
    Optional<String> tenant,
    boolean diff,
    Instant now) {

  boolean filters() {
    return environment.isPresent() || tenant.isPresent();
  }

  boolean wants(Bundle bundle) {
    return environment.filter(name -> !name.equals(bundle.environment())).isEmpty()
        && tenant.filter(name -> !name.equals(bundle.tenant())).isEmpty();
  }

  /**
   * Refuses filters that none of these can pass: a typing error must not look like an empty
   * history.
   */
  void requireOneOf(Collection<Bundle> bundles) {
    if (bundles.stream().noneMatch(this::wants)) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "no policy of this history is one of `"
              + environment.orElse("*")
              + "/"
              + tenant.orElse("*")
              + "`",
          bundles.isEmpty()
              ? "it has none"
              : "it has "
                  + bundles.stream().map(Bundle::toString).collect(Collectors.joining(", ")));
    }
  }
}
