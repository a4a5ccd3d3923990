/** Tests of the model, and the means of reading a text in one call. */
@NullMarked
package dev.policyctl.model;

import org.jspecify.annotations.NullMarked;
