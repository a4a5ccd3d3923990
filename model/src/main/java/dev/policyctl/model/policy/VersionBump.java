package dev.policyctl.model.policy;

import java.util.Locale;

/** How far a version moves. Ordered from the least to the most. */
public enum VersionBump {
  PATCH,
  MINOR,
  MAJOR;

  /** As reports write it: {@code patch}, {@code minor}, {@code major}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What it comes to after a release: below 1.0.0 a major one is a minor one. */
  public VersionBump after(SemanticVersion released) {
    return this == MAJOR && released.major() == 0 ? MINOR : this;
  }
}
