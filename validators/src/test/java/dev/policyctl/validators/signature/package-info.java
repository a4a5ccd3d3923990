/** Tests of what is said about who signed a change. */
@NullMarked
package dev.policyctl.validators.signature;

import org.jspecify.annotations.NullMarked;
