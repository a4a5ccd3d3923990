package dev.policyctl.analysis.anomaly;

import dev.policyctl.model.registry.Dimension;

/**
 * A registry entry that no rule matches any request with.
 *
 * @param id the entry; a role stands for an identity of that role alone
 */
public record UnreachableValue(Dimension dimension, String id) {}
