package dev.policyctl.model.finding;

import static dev.policyctl.model.finding.Severity.ERROR;
import static dev.policyctl.model.finding.Severity.NOTE;
import static dev.policyctl.model.finding.Severity.WARNING;

import java.util.Optional;

/**
 * The list of everything that can be found, in the order of the codes. A code is never reused.
 *
 * <p>PC0xx: a file cannot be read. PC1xx: a file has the wrong shape. PC2xx: names and conditions.
 * PC3xx: analysis. PC4xx: trust. PC5xx: tests. PC6xx: suppression. PC7xx: change and versions.
 */
public enum FindingCode {
  SYNTAX_ERROR("PC001", ERROR),
  INPUT_LIMIT("PC002", ERROR),
  FORBIDDEN_YAML("PC003", ERROR),
  DUPLICATE_KEY("PC004", ERROR),
  FORBIDDEN_CHARACTER("PC005", ERROR),
  INVALID_NUMBER("PC006", ERROR),
  UNREADABLE_FILE("PC007", ERROR),
  FORBIDDEN_FILE("PC008", ERROR),

  UNKNOWN_KEY("PC101", ERROR),
  WRONG_TYPE("PC102", ERROR),
  MISSING_KEY("PC103", ERROR),
  INVALID_VALUE("PC104", ERROR),
  SCHEMA_VIOLATION("PC105", ERROR),
  UNSUPPORTED_SCHEMA_VERSION("PC106", ERROR),

  UNKNOWN_REFERENCE("PC201", ERROR),
  EMPTY_GLOB("PC202", ERROR),
  INHERITANCE_CYCLE("PC203", ERROR),
  ALIAS_CONFLICT("PC204", ERROR),
  PATH_MISMATCH("PC205", ERROR),
  DUPLICATE_RULE_ID("PC206", ERROR),
  DEPRECATED_ENTRY("PC207", WARNING),
  UNUSED_ENTRY("PC208", WARNING),
  DIMENSION_WITHOUT_REGISTRY("PC209", ERROR),
  UNREAD_FILE("PC210", WARNING),
  MISSING_REGISTRY("PC211", ERROR),
  EMPTY_CONDITION("PC212", ERROR),
  DEFAULT_ALLOW("PC213", WARNING),
  IGNORED_PRIORITY("PC214", WARNING),
  MISSING_POLICY("PC215", ERROR),
  AMBIGUOUS_FILE("PC216", ERROR),
  DUPLICATE_SELECTOR_VALUE("PC217", WARNING),
  RULE_FILES_EMPTY("PC218", ERROR),

  CONFLICTING_RULES("PC301", ERROR),
  SHADOWED_RULE("PC302", ERROR),
  MASKED_RULE("PC303", ERROR),
  VACUOUS_RULE("PC304", ERROR),
  REDUNDANT_RULE("PC305", WARNING),
  OBLIGATION_CONFLICT("PC306", ERROR),
  UNREACHABLE_VALUE("PC307", NOTE),
  PIERCED_GUARDRAIL("PC308", ERROR),
  LOST_OBLIGATION("PC309", WARNING),
  ROUTE_ESCAPE("PC310", ERROR),
  OVERRIDDEN_RULE("PC311", NOTE),
  UNDETERMINED_ANALYSIS("PC312", ERROR),

  UNSIGNED_COMMIT("PC401", ERROR),
  BAD_SIGNATURE("PC402", ERROR),
  UNAUTHORISED_CHANGE("PC403", ERROR),
  MALFORMED_COMMIT("PC404", ERROR),
  COMMITTER_NOT_SIGNER("PC405", ERROR),
  TRUST_CHANGED("PC406", NOTE),
  UNUSABLE_KEY("PC407", ERROR),
  REGISTRY_CHANGED("PC408", NOTE),
  QUORUM_MISSING("PC409", ERROR),
  HISTORY_REWRITTEN("PC410", ERROR),
  SIGNATURES_REQUIRED("PC411", ERROR),
  SIGNATURES_UNDETERMINED("PC412", ERROR),
  TRUST_BOOTSTRAP("PC413", NOTE),

  UNKNOWN_TEST_REFERENCE("PC501", ERROR),
  DUPLICATE_TEST_NAME("PC502", ERROR),
  EMPTY_SUITE("PC503", WARNING),
  DEAD_EXPECTATION("PC504", ERROR),
  UNTESTED_POLICY("PC505", NOTE),

  EXPIRED_WAIVER("PC601", ERROR),
  UNUSED_SUPPRESSION("PC602", WARNING),
  INVALID_SUPPRESSION("PC603", ERROR),
  NEW_SUPPRESSION("PC604", NOTE),

  NEW_ACCESS("PC701", ERROR),
  VERSION_NOT_BUMPED("PC702", ERROR),
  VERSION_REUSED("PC703", ERROR),
  FIRST_RELEASE("PC704", NOTE),
  HISTORY_MISSING("PC705", ERROR),
  VERSION_UNCHECKED("PC706", NOTE),
  VERSION_UNDETERMINED("PC707", ERROR),
  UNTRUSTED_RELEASE("PC708", ERROR);

  private final String id;
  private final Severity severity;

  FindingCode(String id, Severity severity) {
    this.id = id;
    this.severity = severity;
  }

  /** {@code PC} and three digits. */
  public String id() {
    return id;
  }

  /** The severity of a finding of this code, unless the finding itself says otherwise. */
  public Severity severity() {
    return severity;
  }

  /** Whether it is found only where every request is reasoned about at once. */
  public boolean analysed() {
    return id.charAt(2) == '3';
  }

  /** The name for people, as {@code unknown-reference}. */
  public String label() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /**
   * Whether an inline ignore or a waiver may silence it. What keeps a file from being read, or a
   * policy from being compiled as it is written, never can be: silenced, it would make a policy
   * that no gateway loads look clean. Nor can what could not be decided, and findings about
   * suppression itself or about versions.
   */
  public boolean suppressible() {
    if (this == NEW_ACCESS) {
      return true;
    }
    return switch (id.charAt(2)) {
      case '2' -> severity != ERROR;
      case '3', '5' -> !undetermined();
      default -> false;
    };
  }

  /**
   * Whether it says that something could not be decided, rather than that the policy is wrong; the
   * exit code then is 4.
   */
  public boolean undetermined() {
    return switch (this) {
      case INPUT_LIMIT,
          UNREADABLE_FILE,
          UNDETERMINED_ANALYSIS,
          SIGNATURES_UNDETERMINED,
          HISTORY_MISSING,
          VERSION_UNDETERMINED ->
          true;
      default -> false;
    };
  }

  /**
   * Whether it says that a signature or an approval does not hold; as an error it makes the exit
   * code 3.
   */
  public boolean trust() {
    return switch (this) {
      case UNSIGNED_COMMIT,
          BAD_SIGNATURE,
          UNAUTHORISED_CHANGE,
          MALFORMED_COMMIT,
          COMMITTER_NOT_SIGNER,
          QUORUM_MISSING,
          HISTORY_REWRITTEN,
          SIGNATURES_REQUIRED,
          UNTRUSTED_RELEASE ->
          true;
      default -> false;
    };
  }

  /** The code with this id or label, if there is one. Upper and lower case are the same. */
  public static Optional<FindingCode> find(String idOrLabel) {
    for (FindingCode code : values()) {
      if (code.id.equalsIgnoreCase(idOrLabel) || code.label().equalsIgnoreCase(idOrLabel)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
