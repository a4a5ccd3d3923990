/**
 * What the engine is held against: a plain interpreter of the semantics, and seeded random
 * registries, policies and requests. For tests of this and later modules.
 */
@NullMarked
package dev.policyctl.evaluator.reference;

import org.jspecify.annotations.NullMarked;
