/**
 * What is wrong with the rules of one policy, found exactly: dead and redundant rules, conflicts,
 * and the rest of the list. A request space comes in; values with witnesses go out.
 */
@NullMarked
package dev.policyctl.analysis.anomaly;

import org.jspecify.annotations.NullMarked;
