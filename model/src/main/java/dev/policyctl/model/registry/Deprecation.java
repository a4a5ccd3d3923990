package dev.policyctl.model.registry;

import dev.policyctl.model.text.Text;
import java.util.Optional;

/** Says that an entry should no longer be used: since when, and what to use in its place. */
public record Deprecation(Optional<Text> since, Optional<Text> replacement) {}
