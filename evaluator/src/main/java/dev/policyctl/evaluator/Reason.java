package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a decision is what it is. Ordered by precedence: of several reasons for one outcome the
 * smallest is given.
 */
public final class Reason implements Comparable<Reason> {
  private static final List<Reason> ALL = new ArrayList<>();

  /** The request could not be read; always a denial. */
  public static final Reason EVALUATION_ERROR = next("evaluation_error");

  /** The request is for another environment or tenant; always a denial. */
  public static final Reason WRONG_BUNDLE = next("wrong_bundle");

  /** The identity has expired; always a denial. */
  public static final Reason IDENTITY_EXPIRED = next("identity_expired");

  /** The identity has no expiry and the policy requires one; always a denial. */
  public static final Reason IDENTITY_MISSING_EXPIRY = next("identity_missing_expiry");

  private static final Map<Dimension, Reason> UNKNOWN = new EnumMap<>(Dimension.class);
  private static final Map<Dimension, Reason> MISSING = new EnumMap<>(Dimension.class);

  static {
    for (Dimension dimension : Dimension.values()) {
      UNKNOWN.put(dimension, next(dimension.unknownReason()));
    }
    for (Dimension dimension : Dimension.values()) {
      if (dimension.required()) {
        MISSING.put(dimension, next(dimension.missingReason()));
      }
    }
  }

  /** A rule matched. */
  public static final Reason RULE = next("rule");

  /** No rule matched, and nothing was unknown or missing: the policy's default. */
  public static final Reason DEFAULT = next("default");

  /** A limit refused what was allowed; always a denial. */
  public static final Reason LIMIT = next("limit");

  private final String code;
  private final int precedence;

  private Reason(String code, int precedence) {
    this.code = code;
    this.precedence = precedence;
  }

  private static Reason next(String code) {
    Reason reason = new Reason(code, ALL.size());
    ALL.add(reason);
    return reason;
  }

  /** A value of this dimension is not in its registry and no rule accepts that; a denial. */
  public static Reason unknown(Dimension dimension) {
    return Objects.requireNonNull(UNKNOWN.get(dimension));
  }

  /**
   * The value of this dimension is absent and no rule accepts that; a denial.
   *
   * @throws IllegalArgumentException for an optional dimension, whose absence is no reason
   */
  public static Reason missing(Dimension dimension) {
    Reason reason = MISSING.get(dimension);
    if (reason == null) {
      throw new IllegalArgumentException(dimension.key() + " is optional");
    }
    return reason;
  }

  /** All reasons, in order of precedence. */
  public static List<Reason> all() {
    return List.copyOf(ALL);
  }

  /** The reason with this code, if there is one. */
  public static Optional<Reason> ofCode(String code) {
    return ALL.stream().filter(reason -> reason.code.equals(code)).findFirst();
  }

  /** The word in a decision: {@code unknown_model}. */
  public String code() {
    return code;
  }

  /** Whether the request carried something unknown or missing that no rule accepted. */
  public boolean silence() {
    return code.startsWith("unknown_") || code.startsWith("missing_");
  }

  @Override
  public int compareTo(Reason other) {
    return Integer.compare(precedence, other.precedence);
  }

  /** The {@link #code()}. */
  @Override
  public String toString() {
    return code;
  }
}
