package dev.policyctl.bundle.archive;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;

/**
 * A gzip member (RFC 1952) of stored blocks (RFC 1951, 3.2.4), each as large as it can be, with no
 * name and no time: what a compressor would make of the bytes depends on who built it.
 */
final class StoredGzip {
  private static final int LARGEST_BLOCK = 65_535;
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int TRAILER = 8;
  private static final int BLOCK_HEADER = 5;

  private StoredGzip() {}

  static byte[] of(byte[] content) {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream(content.length + content.length / 1000 + 64);
    out.writeBytes(HEADER);
    int at = 0;
    do {
      int length = Math.min(LARGEST_BLOCK, content.length - at);
      boolean last = at + length == content.length;
      out.write(last ? 1 : 0);
      little(out, length, 2);
      little(out, ~length & 0xffff, 2);
      out.write(content, at, length);
      at += length;
    } while (at < content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    little(out, sum.getValue(), 4);
    little(out, content.length, 4);
    return out.toByteArray();
  }

  private static void little(ByteArrayOutputStream out, long value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (value >>> (8 * i)));
    }
  }

  /** The content of such a member; its sums are not looked at. */
  static byte[] content(byte[] member) throws MalformedArchive {
    int end = member.length - TRAILER;
    ByteArrayOutputStream out = new ByteArrayOutputStream(member.length);
    int at = HEADER.length;
    boolean last = false;
    while (!last) {
      if (at + BLOCK_HEADER > end) {
        throw new MalformedArchive("the gzip member ends in the middle");
      }
      if (member[at] != 0 && member[at] != 1) {
        throw new MalformedArchive("the gzip member has a block that is not stored");
      }
      last = member[at] == 1;
      int length = (member[at + 1] & 0xff) | (member[at + 2] & 0xff) << 8;
      at += BLOCK_HEADER;
      if (at + length > end) {
        throw new MalformedArchive("the gzip member ends in the middle");
      }
      out.write(member, at, length);
      at += length;
    }
    return out.toByteArray();
  }
}
