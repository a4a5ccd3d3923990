/** Tests of the package. */
@NullMarked
package dev.policyctl.bundle.archive;

import org.jspecify.annotations.NullMarked;
