/**
 * Signatures over bytes. In come the bytes that were signed, a signature in armor, the keys that
 * may verify it, and the time at which to judge; out comes whose key signed, or a {@link
 * dev.policyctl.signing.SigningException} that says why the signature proves nothing. No class here
 * reads a file, a clock, a keyring or the environment, and none knows persons or policies.
 */
@NullMarked
package dev.policyctl.signing;

import org.jspecify.annotations.NullMarked;
