/**
 * What a change of a policy lets in or shuts out. Two compiled policies come in, each with its own
 * registries; exact counts by transition, regions with witnesses, structural changes, the impact
 * and the required bump go out.
 */
@NullMarked
package dev.policyctl.analysis.change;

import org.jspecify.annotations.NullMarked;
