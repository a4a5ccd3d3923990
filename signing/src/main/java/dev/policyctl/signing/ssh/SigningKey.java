package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.RSAPrivateCrtKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.DigestFactory;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The secret numbers of a key, and how they sign.
 *
 * @param numbers makes the algorithm's own field of a signature over a message
 */
record SigningKey(SignatureAlgorithm algorithm, Numbers numbers) {

  /** Signs a message. */
  interface Numbers {
    byte[] sign(byte[] message) throws SigningException;
  }

  byte[] sign(byte[] message) throws SigningException {
    return new WireWriter().string(algorithm.wireName()).string(numbers.sign(message)).bytes();
  }

  /** Reads what follows the type's name in a private key. */
  static SigningKey read(KeyType type, WireReader fields) throws SigningException {
    return switch (type) {
      case ED25519 -> readEd25519(fields);
      case RSA -> readRsa(fields);
      case ECDSA_256 -> readEcdsa(EcdsaCurve.P256, SignatureAlgorithm.ECDSA_256, fields);
      case ECDSA_384 -> readEcdsa(EcdsaCurve.P384, SignatureAlgorithm.ECDSA_384, fields);
      case ECDSA_521 -> readEcdsa(EcdsaCurve.P521, SignatureAlgorithm.ECDSA_521, fields);
      case SK_ED25519, SK_ECDSA_256 ->
          throw new SigningException(
              Refusal.UNSUPPORTED, "a security key signs through `ssh-keygen -Y sign` only");
    };
  }

  private static SigningKey readEd25519(WireReader fields) throws SigningException {
    fields.string(); // the public key
    byte[] secret = fields.string();
    if (secret.length != Ed25519.SECRET_KEY_SIZE + Ed25519.PUBLIC_KEY_SIZE) {
      throw fields.malformed("is not of 64 bytes");
    }
    return new SigningKey(
        SignatureAlgorithm.ED25519,
        message -> {
          byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
          Ed25519.sign(secret, 0, message, 0, message.length, signature, 0);
          return signature;
        });
  }

  private static SigningKey readEcdsa(
      EcdsaCurve curve, SignatureAlgorithm algorithm, WireReader fields) throws SigningException {
    fields.string(); // the curve
    fields.string(); // the public key
    BigInteger secret = fields.mpint();
    if (secret.signum() == 0 || secret.compareTo(curve.domain().getN()) >= 0) {
      throw fields.malformed("is out of its curve's range");
    }
    ECPrivateKeyParameters key = new ECPrivateKeyParameters(secret, curve.domain());
    return new SigningKey(
        algorithm,
        message -> {
          // RFC 6979: no randomness that could fail and give the key away.
          ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digest(algorithm)));
          signer.init(true, key);
          BigInteger[] numbers =
              signer.generateSignature(Digests.digest(algorithm.digest(), message));
          return new WireWriter().mpint(numbers[0]).mpint(numbers[1]).bytes();
        });
  }

  private static Digest digest(SignatureAlgorithm algorithm) {
    return switch (algorithm.digest()) {
      case "SHA-256" -> DigestFactory.createSHA256();
      case "SHA-384" -> DigestFactory.createSHA384();
      default -> DigestFactory.createSHA512();
    };
  }

  private static SigningKey readRsa(WireReader fields) throws SigningException {
    BigInteger n = fields.mpint();
    BigInteger e = fields.mpint();
    BigInteger d = fields.mpint();
    BigInteger inverse = fields.mpint();
    BigInteger p = fields.mpint();
    BigInteger q = fields.mpint();
    if (p.compareTo(BigInteger.TWO) <= 0 || q.compareTo(BigInteger.TWO) <= 0) {
      throw fields.malformed("has numbers that no RSA key has");
    }
    BigInteger dp = d.mod(p.subtract(BigInteger.ONE));
    BigInteger dq = d.mod(q.subtract(BigInteger.ONE));
    return new SigningKey(
        SignatureAlgorithm.RSA_SHA512,
        message -> {
          try {
            RSADigestSigner signer = new RSADigestSigner(new SHA512Digest());
            signer.init(true, new RSAPrivateCrtKeyParameters(n, e, d, p, q, dp, dq, inverse));
            signer.update(message, 0, message.length);
            return signer.generateSignature();
          } catch (CryptoException | IllegalArgumentException failed) {
            throw new SigningException(Refusal.MALFORMED, "the RSA key cannot sign", failed);
          }
        });
  }
}
