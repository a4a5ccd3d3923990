@NullMarked
package dev.policyctl.trust.edit;

import org.jspecify.annotations.NullMarked;
