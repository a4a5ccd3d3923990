/**
 * Mutants: a policy with one small mistake in it, of the kind that people make. A compiled policy
 * comes in, its mutants in a fixed order go out. Which of them the tests notice is for the callers,
 * the suites, to find out.
 */
@NullMarked
package dev.policyctl.suites.mutation;

import org.jspecify.annotations.NullMarked;
