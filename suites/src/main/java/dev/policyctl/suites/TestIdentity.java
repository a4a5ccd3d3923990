package dev.policyctl.suites;

import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who asks.
 *
 * @param roles as asserted: raw strings that no registry needs to know
 * @param subject the subject's id; the identity's name where it is not stated
 * @param type the subject's type; {@code user} where it is not stated
 * @param tenant the bundle's where it is not stated
 * @param expiry one hour after the request where it is not stated
 */
public record TestIdentity(
    Text name,
    List<Text> roles,
    Optional<Text> subject,
    Optional<Text> type,
    Optional<Text> tenant,
    Optional<Instant> expiry) {

  public TestIdentity {
    roles = List.copyOf(roles);
  }
}
