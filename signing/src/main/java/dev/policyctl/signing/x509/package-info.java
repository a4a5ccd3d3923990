/**
 * CMS signatures with X.509 certificates, as {@code gpgsm} and {@code smimesign} make them for git:
 * RFC 5652 and RFC 5280. In come a signature, the roots and revocation lists that are configured,
 * and a time; out comes the fingerprint of the certificate that signed, or the reason why the
 * signature proves nothing. Nothing is fetched from anywhere: the certificates between come with
 * the signature.
 *
 * <h2>Where the verdict is stricter than that of {@code gpgsm}, and why</h2>
 *
 * <ul>
 *   <li>One armor with one signature, over attributes and these over the data: without attributes
 *       one signature could be read as two things.
 *   <li>No attributes that are not signed, no certificates that are not needed, one encoding: what
 *       is not covered by the signature could be changed without notice.
 *   <li>The certificate must say that its key may sign; roots must be authorities, and be valid at
 *       the time of judgement too.
 *   <li>Digests from SHA-256, RSA from 2048 and curves from 256 bits, in the whole chain.
 *   <li>A revocation list counts whatever its date; one that is out of date leaves the question
 *       open, and so refuses.
 * </ul>
 */
@NullMarked
package dev.policyctl.signing.x509;

import org.jspecify.annotations.NullMarked;
