package dev.policyctl.signing.x509;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The weakest algorithms and keys that count. */
final class AlgorithmFloor {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MIN_CURVE_BITS = 256;
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";

  /** RFC 8017, appendix C, and RFC 5758, section 3.2. */
  private static final Set<String> STRONG =
      Set.of(
          "1.2.840.113549.1.1.11",
          "1.2.840.113549.1.1.12",
          "1.2.840.113549.1.1.13",
          "1.2.840.10045.4.3.2",
          "1.2.840.10045.4.3.3",
          "1.2.840.10045.4.3.4");

  private static final Map<String, String> WEAK =
      Map.of(
          "1.2.840.113549.1.1.2", "MD2",
          "1.2.840.113549.1.1.4", "MD5",
          "1.2.840.113549.1.1.5", "SHA-1",
          "1.2.840.113549.1.1.14", "SHA-224",
          "1.2.840.10045.4.1", "SHA-1",
          "1.2.840.10045.4.3.1", "SHA-224",
          "1.2.840.10040.4.3", "DSA",
          "2.16.840.1.101.3.4.3.2", "DSA");

  private AlgorithmFloor() {}

  /**
   * @param oid of the algorithm that a certificate or a revocation list is signed with
   * @param parameters its encoded parameters
   */
  static void demandStrongSignature(String oid, byte @Nullable [] parameters)
      throws SigningException {
    if (oid.equals(RSA_PSS)) {
      PssParameters.read(parameters);
      return;
    }
    if (!STRONG.contains(oid)) {
      String weak = WEAK.get(oid);
      throw weak == null
          ? new SigningException(
              Refusal.UNSUPPORTED, "signature algorithm " + oid + " is not known")
          : new SigningException(
              Refusal.WEAK_ALGORITHM, "a certificate in the chain is signed with " + weak);
    }
  }

  static void demandStrong(PublicKey key) throws SigningException {
    if (key instanceof RSAPublicKey rsa) {
      demandBits("RSA", rsa.getModulus().bitLength(), MIN_RSA_BITS);
    } else if (key instanceof ECPublicKey ec) {
      demandBits("ECDSA", ec.getParams().getOrder().bitLength(), MIN_CURVE_BITS);
    } else if (key.getAlgorithm().equals("DSA")) {
      throw new SigningException(Refusal.WEAK_ALGORITHM, "DSA keys do not count");
    } else {
      throw new SigningException(
          Refusal.UNSUPPORTED, "keys of kind " + key.getAlgorithm() + " are not known");
    }
  }

  private static void demandBits(String kind, int bits, int floor) throws SigningException {
    if (bits < floor) {
      throw new SigningException(
          Refusal.WEAK_ALGORITHM, kind + " " + bits + " is below the floor of " + floor + " bits");
    }
  }
}
