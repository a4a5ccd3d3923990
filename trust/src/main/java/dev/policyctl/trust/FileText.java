package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.Snapshot;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The whole text of a file, so that it can be written again without losing a byte. */
final class FileText {
  /** Starts some files, and is no part of what they say. */
  static final String MARK = "\uFEFF";

  private static final int MOST_BYTES = 4 << 20;

  private FileText() {}

  /**
   * Reads a file; nothing where there is none.
   *
   * @throws OperationalException where it is no file of text
   */
  static Optional<String> read(Snapshot snapshot, String path) {
    return snapshot
        .read(path, MOST_BYTES)
        .match(
            bytes -> Optional.of(decode(path, bytes)),
            tooLarge -> refuse(path, "it is too large"),
            absent -> Optional.empty(),
            other -> refuse(path, "it is " + other.what()),
            unreadable -> refuse(path, unreadable.reason()));
  }

  private static String decode(String path, FileContent.Bytes bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.bytes())).toString();
    } catch (CharacterCodingException e) {
      return refuse(path, "it is not UTF-8").orElseThrow();
    }
  }

  private static Optional<String> refuse(String path, String why) {
    throw new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "`" + path + "` cannot be written to: " + why,
        "nothing was written");
  }
}
