/**
 * Test suites: known requests and what a policy must say about them.
 *
 * <p>Located nodes of {@code *.test.yaml} files, a compiled policy and its registries come in;
 * results and coverage of a run go out, and findings about the suites themselves. Callers are the
 * checks ({@link dev.policyctl.suites.SuiteReader}, {@link dev.policyctl.suites.SuiteReferences})
 * and the command line ({@link dev.policyctl.suites.SuiteRunner}).
 */
@NullMarked
package dev.policyctl.suites;

import org.jspecify.annotations.NullMarked;
