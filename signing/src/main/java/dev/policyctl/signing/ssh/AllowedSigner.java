package dev.policyctl.signing.ssh;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of {@code allowed_signers}: a key, and where its signatures count.
 *
 * @param line in the file, from 1
 * @param principals whom it may sign as
 * @param certAuthority says that the key vouches for others by certificates, and signs nothing
 * @param namespaces that its signatures may be for; absent: all
 * @param validAfter inclusive
 * @param validBefore inclusive
 */
record AllowedSigner(
    int line,
    PatternList principals,
    SshPublicKey key,
    boolean certAuthority,
    Optional<PatternList> namespaces,
    Optional<Instant> validAfter,
    Optional<Instant> validBefore) {}
