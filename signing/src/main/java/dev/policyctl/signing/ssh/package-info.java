/**
 * SSH signatures (OpenSSH's {@code PROTOCOL.sshsig}) over bytes. In come armor, what was signed,
 * and the contents of {@code allowed_signers} and {@code revoked_keys}; out comes whose key signed,
 * or why that is not known. The wire formats are read here; BouncyCastle does the arithmetic.
 * Nothing here reads a file, a clock, an agent or the environment, and no principal is authority:
 * it is for the caller to say which person a fingerprint belongs to.
 */
@NullMarked
package dev.policyctl.signing.ssh;

import org.jspecify.annotations.NullMarked;
