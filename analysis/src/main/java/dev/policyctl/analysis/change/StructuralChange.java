package dev.policyctl.analysis.change;

import java.util.Locale;

/**
 * A change that no request of the space shows.
 *
 * @param subject what changed, in words that survive a reformatting: {@code limit:support-tokens}
 * @param message one line for people
 */
public record StructuralChange(Kind kind, String subject, String message) {

  /** What a change comes to. */
  public enum Kind {
    /** Something is let through that was not. */
    BROADENING,
    /** Something is no longer let through. */
    NARROWING,
    /** Something of both, or what cannot be compared. */
    MIXED,
    /** A route takes more paths or methods. */
    ROUTE_GROWS,
    /** A route loses paths or methods, whatever it gains. */
    ROUTE_LOSES,
    /** A redaction profile may leave standing what it removed. */
    WEAKENING,
    /** A redaction profile removes more. */
    TUNING,
    /** The policy is new. */
    POLICY_ADDED,
    /** The policy is gone. */
    POLICY_REMOVED;

    /** The words in reports: {@code routing change}. */
    public String label() {
      return switch (this) {
        case ROUTE_GROWS, ROUTE_LOSES -> "routing change";
        case POLICY_ADDED -> "new policy";
        case POLICY_REMOVED -> "removed policy";
        default -> name().toLowerCase(Locale.ROOT);
      };
    }

    /** Whether it may let something through. */
    public boolean broadens() {
      return switch (this) {
        case BROADENING, MIXED, ROUTE_GROWS, ROUTE_LOSES, WEAKENING -> true;
        case NARROWING, TUNING, POLICY_ADDED, POLICY_REMOVED -> false;
      };
    }

    /** Whether it may shut something out. */
    public boolean narrows() {
      return switch (this) {
        case NARROWING, MIXED, ROUTE_GROWS, ROUTE_LOSES -> true;
        case BROADENING, WEAKENING, TUNING, POLICY_ADDED, POLICY_REMOVED -> false;
      };
    }
  }
}
