/**
 * OpenPGP signatures and the certificates that they are judged by: RFC 9580, and RFC 4880 in what
 * it shares with it. In come bytes, a time and nothing else; out comes the fingerprint of the
 * primary key that signed, or the reason why the signature proves nothing. {@link
 * dev.policyctl.signing.openpgp.OpenPgpKeys} and {@link
 * dev.policyctl.signing.openpgp.OpenPgpVerifier} are for all.
 *
 * <p>Packets are parsed here, octet by octet, because a verdict must rest on every one of them:
 * what is neither hashed nor checked otherwise could be changed without notice. BouncyCastle does
 * the arithmetic of curves.
 *
 * <h2>Where the verdict is stricter than that of {@code gpgv}, and why</h2>
 *
 * <ul>
 *   <li>One armor, one signature, of type 0x00: two signatures have two signers, and a text
 *       signature also fits other bytes.
 *   <li>Digests from SHA-256 and RSA from 2048 bits, also in self-signatures; no DSA: what they
 *       once proved can be forged.
 *   <li>Key flags must allow signing; a key that states none may not sign.
 *   <li>A key expires when any of its user ids (or the key itself) says so in its newest
 *       self-signature. GnuPG believes the newest of all.
 *   <li>A user id that was ever revoked stays so, and a key whose user ids all are has nobody who
 *       vouches for it.
 *   <li>A revocation that cannot be checked, or that names the key as its maker and does not
 *       verify, makes the key unusable instead of being passed over.
 *   <li>A revocation counts also in a wrong place of the certificate, with a critical part that is
 *       not known, and by a revoker whom only a user id names.
 *   <li>A self-signature or a subkey's consent that has expired is none.
 *   <li>A signature dated more than five minutes after the time of judgement is refused.
 *   <li>A subkey that two primary keys bind with its consent is nobody's.
 *   <li>The unhashed area of a signature may hold the issuer only, since anybody can change it.
 *   <li>Numbers must be in their one form.
 * </ul>
 *
 * <h2>Where it is milder</h2>
 *
 * <ul>
 *   <li>A self-signature made after the time of judgement counts where no earlier one is there.
 *       GnuPG replaces the self-signatures when the expiry of a key is changed, and all that the
 *       key signed before would else be lost. Only the holder of the key can make one, and the
 *       key's creation time stands in the key itself.
 *   <li>Keys of version 6 and the new form of Ed25519 are known; GnuPG 2.2 does not know them.
 *   <li>Where another's certificate adopts a subkey without its consent, the true one is found;
 *       {@code gpgv} stops at the first.
 * </ul>
 */
@NullMarked
package dev.policyctl.signing.openpgp;

import org.jspecify.annotations.NullMarked;
