/** The files of a bundle: what they say as records, and as canonical JSON. */
@NullMarked
package dev.policyctl.bundle.content;

import org.jspecify.annotations.NullMarked;
