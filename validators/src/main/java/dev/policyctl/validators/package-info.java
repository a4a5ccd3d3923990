/**
 * A loaded policy repository to findings: the checks, and what silences them. Comes in: a {@link
 * dev.policyctl.repo.PolicyRepository}; goes out: a {@link dev.policyctl.validators.Validation}.
 * Commands may call.
 */
@NullMarked
package dev.policyctl.validators;

import org.jspecify.annotations.NullMarked;
