/** What the modules of policyctl share. */
@NullMarked
package dev.policyctl.model;

import org.jspecify.annotations.NullMarked;
