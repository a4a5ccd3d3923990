/**
 * The artifact that a policy is shipped as. In go what was released; out come bytes that depend on
 * nothing else, and from bytes the policy again, or a reason why they are no such artifact.
 */
@NullMarked
package dev.policyctl.bundle;

import org.jspecify.annotations.NullMarked;
