/**
 * A compiled policy that decides requests. A {@link dev.policyctl.model.policy.Policy} with its
 * {@link dev.policyctl.model.registry.Registries} and one {@link dev.policyctl.evaluator.Request}
 * at a time come in; a {@link dev.policyctl.evaluator.Decision} goes out, on demand with an {@link
 * dev.policyctl.evaluator.Explanation}. No file, network, clock, locale or default zone is touched:
 * time comes from the request alone.
 *
 * <p>Called by gateways, which embed it, and by every part of policyctl that needs a decision.
 */
@NullMarked
package dev.policyctl.evaluator;

import org.jspecify.annotations.NullMarked;
