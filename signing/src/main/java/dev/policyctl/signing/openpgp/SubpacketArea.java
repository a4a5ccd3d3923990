package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The hashed or the unhashed subpackets of a signature, in their order.
 *
 * @param octets how long the area is
 */
record SubpacketArea(List<Subpacket> subpackets, int octets) {
  SubpacketArea {
    subpackets = List.copyOf(subpackets);
  }

  static SubpacketArea read(byte[] octets) throws SigningException {
    Cursor cursor = new Cursor(octets);
    List<Subpacket> subpackets = new ArrayList<>();
    while (!cursor.atEnd()) {
      Cursor subpacket = new Cursor(cursor.bytes(length(cursor)));
      int type = subpacket.octet();
      subpackets.add(new Subpacket(type & 0x7F, (type & 0x80) != 0, subpacket.rest()));
    }
    return new SubpacketArea(subpackets, octets.length);
  }

  private static long length(Cursor cursor) throws SigningException {
    int first = cursor.octet();
    if (first < 192) {
      return first;
    }
    return first < 255 ? ((first - 192) << 8) + cursor.octet() + 192L : cursor.fourOctets();
  }

  List<Subpacket> ofType(int type) {
    return subpackets.stream().filter(s -> s.type() == type).toList();
  }

  /** The value of the one subpacket of a type; two of them could be read in two ways. */
  Optional<byte[]> only(int type) throws SigningException {
    List<Subpacket> found = ofType(type);
    if (found.size() > 1) {
      throw new SigningException(Refusal.MALFORMED, "a signature states one thing twice");
    }
    return found.stream().map(Subpacket::value).findFirst();
  }

  /** The seconds that the one subpacket of a type holds. */
  OptionalLong seconds(int type) throws SigningException {
    Optional<byte[]> value = only(type);
    if (value.isEmpty()) {
      return OptionalLong.empty();
    }
    Cursor cursor = new Cursor(value.get());
    long seconds = cursor.fourOctets();
    cursor.demandEnd();
    return OptionalLong.of(seconds);
  }

  /**
   * Whether nothing but subpackets of some types is there, none of them critical, and each with a
   * length of one octet: so that no octet of the area could be another.
   */
  boolean holdsOnly(Set<Integer> types) {
    int expected = subpackets.stream().mapToInt(s -> s.value().length + 2).sum();
    return expected == octets
        && subpackets.stream().allMatch(s -> !s.critical() && types.contains(s.type()));
  }

  /** A type that is marked as critical and is none of those known. */
  Optional<Integer> unknownCritical(Set<Integer> known) {
    return subpackets.stream()
        .filter(s -> s.critical() && !known.contains(s.type()))
        .map(Subpacket::type)
        .findFirst();
  }
}
