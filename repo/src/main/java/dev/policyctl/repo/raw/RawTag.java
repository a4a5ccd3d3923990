package dev.policyctl.repo.raw;

import dev.policyctl.repo.raw.ObjectHeaders.Header;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An annotated tag, read from its bytes: {@code object}, {@code type}, {@code tag}, {@code tagger},
 * once each in this order, and nothing else. A signature stands at the end of the message, and
 * begins with the only line there that begins one.
 *
 * @param object the id of what is tagged
 * @param type {@code commit}, {@code tree}, {@code blob} or {@code tag}
 * @param name the tag's own name for itself: a ref can have another
 * @param message without the signature
 */
public record RawTag(
    String object,
    String type,
    String name,
    Identity tagger,
    String message,
    Optional<Signed> signed) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
  private static final List<String> TYPES = List.of("commit", "tree", "blob", "tag");
  private static final List<String> ORDER = List.of("object", "type", "tag", "tagger");
  private static final List<String> ARMOR =
      List.of(
          "-----BEGIN PGP SIGNATURE-----",
          "-----BEGIN PGP MESSAGE-----",
          "-----BEGIN SSH SIGNATURE-----",
          "-----BEGIN SIGNED MESSAGE-----");

  /**
   * Reads a tag.
   *
   * @param bytes the object without git's own header
   * @throws MalformedObject where it is not of the form above
   */
  public static RawTag parse(byte[] bytes) throws MalformedObject {
    ObjectHeaders read = ObjectHeaders.of(bytes);
    List<Header> headers = read.headers();
    List<String> names = headers.stream().map(Header::name).toList();
    if (!names.equals(ORDER)) {
      throw new MalformedObject("its headers are " + names + " rather than " + ORDER);
    }
    for (Header header : headers) {
      if (header.value().indexOf('\n') >= 0) {
        throw new MalformedObject("its header `" + header.name() + "` goes on in a second line");
      }
    }
    String object = headers.get(0).value();
    String type = headers.get(1).value();
    if (!ID.matcher(object).matches() || !TYPES.contains(type)) {
      throw new MalformedObject("it does not say of what object it is");
    }
    int armor = armor(bytes, read.end());
    return new RawTag(
        object,
        type,
        text(headers.get(2)),
        Identity.parse("tagger", text(headers.get(3))),
        new String(bytes, read.end(), armor - read.end(), StandardCharsets.UTF_8),
        armor == bytes.length
            ? Optional.empty()
            : Optional.of(
                new Signed(
                    Arrays.copyOf(bytes, armor), Arrays.copyOfRange(bytes, armor, bytes.length))));
  }

  private static String text(Header header) {
    return new String(header.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Where the signature begins; the end where there is none. */
  private static int armor(byte[] bytes, int from) throws MalformedObject {
    int found = bytes.length;
    int at = from;
    while (at < bytes.length) {
      int lineStart = at;
      if (ARMOR.stream().anyMatch(begin -> startsWith(bytes, lineStart, begin))) {
        if (found < bytes.length) {
          throw new MalformedObject("it has several signatures");
        }
        found = at;
      }
      while (at < bytes.length && bytes[at] != '\n') {
        at++;
      }
      at++;
    }
    return found;
  }

  private static boolean startsWith(byte[] bytes, int at, String prefix) {
    byte[] wanted = prefix.getBytes(StandardCharsets.US_ASCII);
    return at + wanted.length <= bytes.length
        && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
