package dev.policyctl.signing.ssh;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the data types of RFC 4251, section 5, from front to back. Whatever is too short, too long
 * or not in its shortest form is refused as {@link Refusal#MALFORMED}.
 */
final class WireReader {
  private final byte[] bytes;
  private final String what;
  private int at;

  /**
   * @param what is read, for messages
   */
  WireReader(byte[] bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  int position() {
    return at;
  }

  boolean hasMore() {
    return at < bytes.length;
  }

  /** The bytes from {@code start} to here. */
  byte[] since(int start) {
    return Arrays.copyOfRange(bytes, start, at);
  }

  byte[] raw(int count) throws SigningException {
    if (count < 0 || count > bytes.length - at) {
      throw malformed("ends too early");
    }
    at += count;
    return since(at - count);
  }

  int u8() throws SigningException {
    return raw(1)[0] & 0xff;
  }

  long u32() throws SigningException {
    return ByteBuffer.wrap(raw(4)).getInt() & 0xffff_ffffL;
  }

  /** An unsigned number of 64 bits, as its bits. */
  long u64() throws SigningException {
    return ByteBuffer.wrap(raw(8)).getLong();
  }

  boolean flag() throws SigningException {
    int value = u8();
    if (value > 1) {
      throw malformed("has a truth value that is neither 0 nor 1");
    }
    return value == 1;
  }

  byte[] string() throws SigningException {
    long length = u32();
    if (length > bytes.length - at) {
      throw malformed("ends too early");
    }
    return raw((int) length);
  }

  WireReader nested() throws SigningException {
    return new WireReader(string(), what);
  }

  String text() throws SigningException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(string())).toString();
      if (text.indexOf('\0') >= 0) {
        throw malformed("has a NUL in a text");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new SigningException(Refusal.MALFORMED, what + " has a text that is not UTF-8", e);
    }
  }

  /** A number that is not negative, in its only shortest form. */
  BigInteger mpint() throws SigningException {
    byte[] value = string();
    if (value.length == 0) {
      return BigInteger.ZERO;
    }
    if (value[0] < 0) {
      throw malformed("has a negative number");
    }
    if (value[0] == 0 && (value.length == 1 || value[1] >= 0)) {
      throw malformed("has a number with needless zeros");
    }
    return new BigInteger(value);
  }

  void end() throws SigningException {
    if (hasMore()) {
      throw malformed("has bytes after its end");
    }
  }

  SigningException malformed(String defect) {
    return new SigningException(Refusal.MALFORMED, what + " " + defect);
  }
}
