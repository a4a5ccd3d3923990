/**
 * A policy as immutable records, each value with its place. Made by {@code
 * dev.policyctl.model.reader}; read by the evaluator and by every check.
 */
@NullMarked
package dev.policyctl.model.policy;

import org.jspecify.annotations.NullMarked;
