/**
 * Who signed a change, and whether they might. In come the trust configuration and the key material
 * of the protected branch, the objects of a git repository, and the time at which to judge; out
 * comes a verdict on every commit. Authority is a key's fingerprint that a person lists, and
 * nothing else: no e-mail, no user id, no keyring, and nothing that the proposal says about itself.
 */
@NullMarked
package dev.policyctl.trust;

import org.jspecify.annotations.NullMarked;
