package dev.policyctl.evaluator;

import dev.policyctl.model.registry.Dimension;

/**
 * One entry of a rule's selector.
 *
 * @param position its place in the selector's list, from 0
 * @param entry as written: an id, an alias, a glob, {@code $unknown} or {@code $missing}
 */
public record SelectorEntry(Dimension dimension, int position, String entry) {}
