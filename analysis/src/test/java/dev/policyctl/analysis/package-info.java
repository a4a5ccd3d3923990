/** Tests of the analyses: against brute force, and on policies made by hand. */
@NullMarked
package dev.policyctl.analysis;

import org.jspecify.annotations.NullMarked;
