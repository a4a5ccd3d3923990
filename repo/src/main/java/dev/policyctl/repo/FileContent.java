package dev.policyctl.repo;

import java.util.function.Function;

/** What reading a file gave. */
public sealed interface FileContent {

  /** Its bytes. Whoever gets them owns them. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier between two calls, never compared
  record Bytes(byte[] bytes) implements FileContent {}

  /** It is larger than was asked for. */
  record TooLarge(long size) implements FileContent {}

  /** It is not there. */
  record Absent() implements FileContent {}

  /** It is not a regular file. */
  record NotAFile(String what) implements FileContent {}

  /** The system refused. */
  record Unreadable(String reason) implements FileContent {}

  /** One of the functions, by what it is. */
  default <T> T match(
      Function<Bytes, T> bytes,
      Function<TooLarge, T> tooLarge,
      Function<Absent, T> absent,
      Function<NotAFile, T> notAFile,
      Function<Unreadable, T> unreadable) {
    if (this instanceof Bytes b) {
      return bytes.apply(b);
    } else if (this instanceof TooLarge t) {
      return tooLarge.apply(t);
    } else if (this instanceof Absent a) {
      return absent.apply(a);
    } else if (this instanceof NotAFile n) {
      return notAFile.apply(n);
    }
    return unreadable.apply((Unreadable) this);
  }
}
