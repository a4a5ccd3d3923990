package dev.policyctl.signing.openpgp;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.util.ArrayList;
import java.util.List;

/** A packet, its body yet unread: RFC 9580, section 4.2. */
final class Packet {
  static final int SIGNATURE = 2;
  static final int PRIMARY_KEY = 6;
  static final int USER_ID = 13;
  static final int SUBKEY = 14;
  static final int USER_ATTRIBUTE = 17;

  private static final int MAX_PACKETS = 10_000;

  private final int tag;
  private final byte[] body;

  private Packet(int tag, byte[] body) {
    this.tag = tag;
    this.body = body;
  }

  static List<Packet> readAll(byte[] octets) throws SigningException {
    Cursor cursor = new Cursor(octets);
    List<Packet> packets = new ArrayList<>();
    while (!cursor.atEnd()) {
      if (packets.size() == MAX_PACKETS) {
        throw malformed("more than " + MAX_PACKETS + " packets");
      }
      packets.add(read(cursor));
    }
    return packets;
  }

  private static Packet read(Cursor cursor) throws SigningException {
    int header = cursor.octet();
    if ((header & 0x80) == 0) {
      throw malformed("no OpenPGP packet where one is expected");
    }
    if ((header & 0x40) != 0) {
      return new Packet(header & 0x3F, cursor.bytes(length(cursor)));
    }
    long length =
        switch (header & 3) {
          case 0 -> cursor.octet();
          case 1 -> cursor.twoOctets();
          case 2 -> cursor.fourOctets();
          default -> throw malformed("a packet without a length");
        };
    return new Packet((header >> 2) & 0xF, cursor.bytes(length));
  }

  private static long length(Cursor cursor) throws SigningException {
    int first = cursor.octet();
    if (first < 192) {
      return first;
    }
    if (first < 224) {
      return ((first - 192) << 8) + cursor.octet() + 192L;
    }
    if (first == 255) {
      return cursor.fourOctets();
    }
    throw malformed("a packet in parts, which only data may come in");
  }

  int tag() {
    return tag;
  }

  byte[] body() {
    return body;
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
