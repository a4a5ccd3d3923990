/**
 * The rules of the house that a build tool cannot see: which package may use which, where libraries
 * are at home, what classes are called. Comes in: the compiled modules. Nobody calls.
 */
@NullMarked
package dev.policyctl.acceptance.architecture;

import org.jspecify.annotations.NullMarked;
