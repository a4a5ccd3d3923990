/**
 * Exact answers about every request that a policy can meet. A {@link
 * dev.policyctl.evaluator.CompiledPolicy} comes in, or two of them; findings, differences and
 * answers go out as values, each with a witness that the evaluator confirms, or the word that the
 * budget did not suffice. No I/O.
 */
@NullMarked
package dev.policyctl.analysis;

import org.jspecify.annotations.NullMarked;
