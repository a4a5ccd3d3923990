/** What boxes are called. */
@NullMarked
package dev.policyctl.analysis.region;

import org.jspecify.annotations.NullMarked;
