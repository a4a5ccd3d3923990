/** The tool configuration of a policy repository, its trust section and its waivers, as records. */
@NullMarked
package dev.policyctl.model.config;

import org.jspecify.annotations.NullMarked;
