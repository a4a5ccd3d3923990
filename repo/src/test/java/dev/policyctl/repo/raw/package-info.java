/** Tests of the readers of raw commits and tags. */
@NullMarked
package dev.policyctl.repo.raw;

import org.jspecify.annotations.NullMarked;
