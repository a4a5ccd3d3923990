package dev.policyctl.evaluator;

import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Policy;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is checked before any rule: readability, the bundle, the identity's expiry. */
final class Admission {
  static final String DEFAULT_TENANT = "default";

  private final String environment;
  private final String tenant;
  private final boolean requireExpiry;
  private final long skewSeconds;
  private final int skewNanos;

  Admission(Policy policy) {
    this.environment = policy.bundle().environment().value();
    this.tenant = policy.bundle().tenant().value();
    IdentityPolicy identity = policy.identity();
    this.requireExpiry = identity.requireExpiry();
    this.skewSeconds = Math.min(identity.clockSkew().toSeconds(), Long.MAX_VALUE / 2);
    this.skewNanos = identity.clockSkew().toNanosPart();
  }

  /** Why the request is denied before any rule is looked at; null where it is not. */
  @Nullable Reason refuse(Request request) {
    Instant time = request.timeOrNull();
    if (request.defectOrNull() != null || time == null) {
      return Reason.EVALUATION_ERROR;
    }
    String asked = request.tenantOrNull();
    if (!environment.equals(request.environmentOrNull())
        || !tenant.equals(asked == null ? DEFAULT_TENANT : asked)) {
      return Reason.WRONG_BUNDLE;
    }
    Instant expiry = request.expiryOrNull();
    if (expiry == null) {
      return requireExpiry ? Reason.IDENTITY_MISSING_EXPIRY : null;
    }
    return expired(expiry, time) ? Reason.IDENTITY_EXPIRED : null;
  }

  /** Whether {@code expiry + skew <= time}, with no overflow at the ends of time. */
  private boolean expired(Instant expiry, Instant time) {
    long seconds = expiry.getEpochSecond() + skewSeconds;
    int nanos = expiry.getNano() + skewNanos;
    if (nanos >= 1_000_000_000) {
      nanos -= 1_000_000_000;
      seconds++;
    }
    return seconds < time.getEpochSecond()
        || (seconds == time.getEpochSecond() && nanos <= time.getNano());
  }
}
