package dev.policyctl.model.registry;

import java.util.Locale;
import java.util.Optional;

/**
 * The table of the categorical dimensions of a request, in the order in which reasons are given.
 *
 * <p>To add a dimension, add its {@link RegistryKind}, a line here and its line in the request
 * reader's table; everything else is generic.
 */
public enum Dimension {
  ROLES(RegistryKind.ROLES, true),
  ROUTES(RegistryKind.ROUTES, true),
  MODELS(RegistryKind.MODELS, true),
  CLASSIFICATIONS(RegistryKind.CLASSIFICATIONS, true),
  TOOLS(RegistryKind.TOOLS, false),
  REGIONS(RegistryKind.REGIONS, false),
  AGENTS(RegistryKind.AGENTS, false),
  ACTIONS(RegistryKind.ACTIONS, false);

  /** A selector entry that stands for every value that the registry lacks. */
  public static final String UNKNOWN = "$unknown";

  /** A selector entry that stands for the absence of a value. */
  public static final String MISSING = "$missing";

  private final RegistryKind kind;
  private final boolean required;

  Dimension(RegistryKind kind, boolean required) {
    this.kind = kind;
    this.required = required;
  }

  /** The registry that lists its values. */
  public RegistryKind kind() {
    return kind;
  }

  /** The key in {@code match}: {@code roles}. */
  public String key() {
    return kind.key();
  }

  /** One value, as reasons and messages name it: {@code role}. */
  public String singular() {
    return kind.noun();
  }

  /**
   * Whether every request must carry it. An optional dimension exists once its registry does, and
   * accepts absence wherever a selector is omitted.
   */
  public boolean required() {
    return required;
  }

  /** The reason of a request denied for a value that the registry lacks. */
  public String unknownReason() {
    return "unknown_" + singular();
  }

  /** The reason of a request denied because it lacks the value. */
  public String missingReason() {
    return "missing_" + singular();
  }

  /** The dimension with this {@code match} key, if there is one. */
  public static Optional<Dimension> ofKey(String key) {
    for (Dimension dimension : values()) {
      if (dimension.key().equals(key)) {
        return Optional.of(dimension);
      }
    }
    return Optional.empty();
  }

  /** The dimension with this name, plural or singular, in any case, if there is one. */
  public static Optional<Dimension> find(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Dimension dimension : values()) {
      if (dimension.key().equals(lower) || dimension.singular().equals(lower)) {
        return Optional.of(dimension);
      }
    }
    return Optional.empty();
  }
}
