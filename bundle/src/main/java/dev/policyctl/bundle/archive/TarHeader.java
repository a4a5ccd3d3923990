package dev.policyctl.bundle.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * The header of a regular file in the ustar format of POSIX.1-1988, in one form only: mode 0644, no
 * owner, no time.
 */
final class TarHeader {
  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int PREFIX = 345;

  private TarHeader() {}

  static byte[] of(String name, int size) throws MalformedArchive {
    byte[] header = new byte[BLOCK];
    byte[] encoded = ArchiveNames.bytes(name);
    int cut = ArchiveNames.split(encoded);
    int rest = cut == 0 ? 0 : cut + 1;
    System.arraycopy(encoded, rest, header, NAME, encoded.length - rest);
    System.arraycopy(encoded, 0, header, PREFIX, cut);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, SIZE, octal(size, 11) + "\0");
    put(header, 136, octal(0, 11) + "\0");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    put(header, 329, "0000000\0");
    put(header, 337, "0000000\0");
    Arrays.fill(header, CHECKSUM, CHECKSUM + 8, (byte) ' ');
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, CHECKSUM, octal(sum, 6) + "\0 ");
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String octal(int value, int digits) {
    return String.format(Locale.ROOT, "%0" + digits + "o", value);
  }

  /** The name that a header holds, whatever else it holds. */
  static String name(byte[] archive, int at) throws MalformedArchive {
    String name = text(archive, at + NAME, 100);
    String prefix = text(archive, at + PREFIX, 155);
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String text(byte[] archive, int at, int most) throws MalformedArchive {
    int length = 0;
    while (length < most && archive[at + length] != 0) {
      length++;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(archive, at, length))
          .toString();
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new MalformedArchive("a file's name is not UTF-8");
    }
  }

  /** The size that a header states, in bytes. */
  static long size(byte[] archive, int at) throws MalformedArchive {
    long size = 0;
    for (int i = 0; i < 11; i++) {
      int digit = archive[at + SIZE + i] - '0';
      if (digit < 0 || digit > 7) {
        throw new MalformedArchive("a file's size is not of the canonical form");
      }
      size = size * 8 + digit;
    }
    return size;
  }
}
