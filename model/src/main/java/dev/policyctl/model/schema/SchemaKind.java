package dev.policyctl.model.schema;

import dev.policyctl.model.registry.RegistryKind;
import java.util.Locale;

/** A kind of file; each has a published schema of its own. */
public enum SchemaKind {
  POLICY,
  RULES,
  ROLES,
  ROUTES,
  MODELS,
  CLASSIFICATIONS,
  REDACTIONS,
  TOOLS,
  REGIONS,
  AGENTS,
  ACTIONS,
  TESTS,
  CONFIG,
  WAIVERS;

  private static final String BASE = "https://policyctl.dev/schema/v1/";

  /** The kind of a registry's file. */
  public static SchemaKind of(RegistryKind registry) {
    return valueOf(registry.name());
  }

  /** The file's name in {@code schema/}: {@code policy.schema.json}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT) + ".schema.json";
  }

  /** The schema's {@code $id}. */
  public String id() {
    return BASE + fileName();
  }
}
