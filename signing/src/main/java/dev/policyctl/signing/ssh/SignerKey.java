package dev.policyctl.signing.ssh;

/**
 * A key that a usable line of {@code allowed_signers} names.
 *
 * @param line from 1
 * @param authority whether it vouches for other keys by certificates, and signs nothing itself
 */
public record SignerKey(String fingerprint, int line, boolean authority) {}
