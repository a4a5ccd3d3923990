package dev.policyctl.signing.openpgp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of a certificate and all signatures that stand after it, whoever made them.
 *
 * @param part a user id (its octets, as Latin-1) or a subkey
 */
record SignedPart<T>(T part, List<SignaturePacket> signatures) {
  SignedPart {
    signatures = List.copyOf(signatures);
  }

  /** The parts of two copies of a certificate; those that both have get the signatures of both. */
  static <T> List<SignedPart<T>> merge(List<SignedPart<T>> one, List<SignedPart<T>> other) {
    Map<T, List<SignaturePacket>> merged = new LinkedHashMap<>();
    for (List<SignedPart<T>> parts : List.of(one, other)) {
      for (SignedPart<T> part : parts) {
        merged.computeIfAbsent(part.part, p -> new ArrayList<>()).addAll(part.signatures);
      }
    }
    List<SignedPart<T>> parts = new ArrayList<>();
    merged.forEach((part, signatures) -> parts.add(new SignedPart<>(part, signatures)));
    return parts;
  }
}
