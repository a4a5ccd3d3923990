/**
 * Snapshots of a policy repository, from a work tree or any git revision, and everything in it as
 * records; and the git history around it: where a branch left another, which releases there were.
 * The only user of JGit. Comes in: a folder or a revision; goes out: a {@link
 * dev.policyctl.repo.PolicyRepository}, a {@link dev.policyctl.repo.Comparison}, a {@link
 * dev.policyctl.repo.LastRelease}. Commands and checks may call.
 */
@NullMarked
package dev.policyctl.repo;

import org.jspecify.annotations.NullMarked;
