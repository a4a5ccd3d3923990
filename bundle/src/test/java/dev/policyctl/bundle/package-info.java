/** Tests of bundles as a whole. */
@NullMarked
package dev.policyctl.bundle;

import org.jspecify.annotations.NullMarked;
