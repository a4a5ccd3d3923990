package dev.policyctl.bundle.archive;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names files of an archive can have: relative, no segment empty or of dots alone, at most
 * 255 bytes of UTF-8 that a tar header can hold, no control character, no backslash, and no two
 * that a file system may take for one.
 */
final class ArchiveNames {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_PREFIX = 155;

  private ArchiveNames() {}

  /** Refuses names that cannot be together in an archive. */
  static void check(List<String> names) throws MalformedArchive {
    Set<String> folded = new HashSet<>();
    for (String name : names) {
      check(name);
      String plain = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      if (!folded.add(plain)) {
        throw new MalformedArchive("two files are named `" + name + "`, or alike");
      }
    }
  }

  private static void check(String name) throws MalformedArchive {
    boolean sound =
        !name.isEmpty()
            && name.indexOf('\\') < 0
            && name.chars().noneMatch(Character::isISOControl);
    for (String segment : name.split("/", -1)) {
      sound &= !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
    }
    if (!sound) {
      throw new MalformedArchive("a file has the name `" + name + "`");
    }
    split(bytes(name));
  }

  static byte[] bytes(String name) throws MalformedArchive {
    try {
      java.nio.ByteBuffer encoded =
          StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(name));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new MalformedArchive("a file's name is no Unicode text");
    }
  }

  /** Where a name is cut for the two fields of a header: behind the prefix; 0 if it needs none. */
  static int split(byte[] name) throws MalformedArchive {
    if (name.length <= LONGEST_NAME) {
      return 0;
    }
    for (int slash = Math.min(name.length - 2, LONGEST_PREFIX); slash > 0; slash--) {
      if (name[slash] == '/' && name.length - slash - 1 <= LONGEST_NAME) {
        return slash;
      }
    }
    throw new MalformedArchive(
        "a file's name is too long: " + new String(name, StandardCharsets.UTF_8));
  }
}
