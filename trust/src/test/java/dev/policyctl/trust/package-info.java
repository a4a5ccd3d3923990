/** Tests of verdicts over changes, on repositories that the real tools make. */
@NullMarked
package dev.policyctl.trust;

import org.jspecify.annotations.NullMarked;
