/**
 * The request space: what an atomic request is made of, axis by axis, and the box that each rule of
 * a policy, or of two policies side by side, is in it. {@link
 * dev.policyctl.evaluator.CompiledPolicy Compiled policies} come in; sets of atoms go out. Called
 * by every analysis.
 */
@NullMarked
package dev.policyctl.analysis.space;

import org.jspecify.annotations.NullMarked;
