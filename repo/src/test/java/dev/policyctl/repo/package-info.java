/**
 * Tests of snapshots and of the loader. Git repositories are made by the real {@code git} in a
 * folder of the test, with nothing of the user's or the system's configuration.
 */
@NullMarked
package dev.policyctl.repo;

import org.jspecify.annotations.NullMarked;
