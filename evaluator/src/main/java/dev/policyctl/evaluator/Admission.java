package dev.policyctl.evaluator;

import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Policy;
import org.jspecify.annotations.Nullable;

/** What is checked before any rule: readability, the bundle, the identity's expiry. */
final class Admission {
  static final String DEFAULT_TENANT = "default";

  /** As {@link RequestWords#bundle}. */
  private final long[] bundle;

  private final boolean requireExpiry;
  private final long skewSeconds;
  private final int skewNanos;

  Admission(Policy policy) {
    this.bundle =
        RequestWords.bundle(
            policy.bundle().environment().value(), policy.bundle().tenant().value());
    IdentityPolicy identity = policy.identity();
    this.requireExpiry = identity.requireExpiry();
    this.skewSeconds = Math.min(identity.clockSkew().toSeconds(), Long.MAX_VALUE / 2);
    this.skewNanos = identity.clockSkew().toNanosPart();
  }

  /** Why the request is denied before any rule is looked at; null where it is not. */
  @Nullable Reason refuse(Request request) {
    long[] words = request.words;
    if (words.length == 0) {
      return Reason.EVALUATION_ERROR;
    }
    if (!isFor(words)) {
      return Reason.WRONG_BUNDLE;
    }
    if (words[RequestWords.EXPIRY_NANOS] < 0) {
      return requireExpiry ? Reason.IDENTITY_MISSING_EXPIRY : null;
    }
    return expired(words) ? Reason.IDENTITY_EXPIRED : null;
  }

  private boolean isFor(long[] words) {
    // What is compared says itself where it ends.
    for (int i = 0; i < bundle.length; i++) {
      if (words[RequestWords.BUNDLE + i] != bundle[i]) {
        return false;
      }
    }
    return true;
  }

  /** Where the values of the dimensions begin in the words of a request for this bundle. */
  int values() {
    return RequestWords.BUNDLE + bundle.length;
  }

  /** Whether {@code expiry + skew <= time}, with no overflow at the ends of time. */
  private boolean expired(long[] words) {
    long seconds = words[RequestWords.EXPIRY_SECONDS] + skewSeconds;
    long nanos = words[RequestWords.EXPIRY_NANOS] + skewNanos;
    if (nanos >= 1_000_000_000) {
      nanos -= 1_000_000_000;
      seconds++;
    }
    long time = words[RequestWords.SECONDS];
    return seconds < time || (seconds == time && nanos <= words[RequestWords.NANOS]);
  }
}
