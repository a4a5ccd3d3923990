package dev.policyctl.signing;

import java.time.Instant;
import java.util.Optional;

/**
 * A signature that holds, and the key that made it.
 *
 * @param fingerprint of the key that authority is given to: of OpenPGP the primary key's,
 *     upper-case hexadecimal; of SSH {@code SHA256:} and base 64 without padding, for a certificate
 *     that of the certified key; of X.509 the certificate's SHA-256, lower-case hexadecimal
 * @param signingKey of the key that signed, in the same form; differs from {@code fingerprint} for
 *     an OpenPGP subkey
 * @param authority of the SSH authority that certified the key, if one did
 * @param algorithm as the standard names it, with the digest, for people
 * @param claimedTime when the signer says it was made: proves nothing; SSH signatures have none
 */
public record VerifiedSignature(
    SignatureFormat format,
    String fingerprint,
    String signingKey,
    Optional<String> authority,
    String algorithm,
    Optional<Instant> claimedTime) {}
