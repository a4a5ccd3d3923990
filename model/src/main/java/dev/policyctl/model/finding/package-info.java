/**
 * What is wrong with a policy, as values: a code, a place, a message, related places. Everything
 * that reads or judges a policy reports through a {@link dev.policyctl.model.finding.FindingSink};
 * the command line renders what it collected.
 */
@NullMarked
package dev.policyctl.model.finding;

import org.jspecify.annotations.NullMarked;
