/**
 * Commits and tags as the bytes that were signed. Everything here is hostile: whoever proposes a
 * change can write any object. A grammar narrower than git's decides what is read at all, so that
 * no two readers can see two things in one object.
 */
@NullMarked
package dev.policyctl.repo.raw;

import org.jspecify.annotations.NullMarked;
