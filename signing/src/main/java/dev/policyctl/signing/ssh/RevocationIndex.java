package dev.policyctl.signing.ssh;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is revoked, while it is read. Bytes stand there in base 64, so that they can be looked up.
 *
 * @param keys whole keys as on the wire
 * @param sha1 digests of keys as on the wire
 * @param sha256 the same
 */
record RevocationIndex(
    Set<String> keys,
    Set<String> sha1,
    Set<String> sha256,
    List<RevokedCertificates> certificates) {

  RevocationIndex() {
    this(new HashSet<>(), new HashSet<>(), new HashSet<>(), new ArrayList<>());
  }

  static String key(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static byte[] bytes(String key) {
    return Base64.getDecoder().decode(key);
  }
}
