/** Tests of the package. */
@NullMarked
package dev.policyctl.bundle.content;

import org.jspecify.annotations.NullMarked;
