/** Answers held against enumeration by the evaluator. */
@NullMarked
package dev.policyctl.analysis.query;

import org.jspecify.annotations.NullMarked;
