package dev.policyctl.signing.armor;

import dev.policyctl.signing.Refusal;
import dev.policyctl.signing.SigningException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Strict armor: RFC 9580, section 6.2, and RFC 7468. Whatever has two readings has none here: no
 * text outside of blocks, no white space at the end of lines, no base 64 with spare bits or with
 * lines beyond 76 characters, no headers but the ones OpenPGP programs write for people.
 */
public final class Armor {
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
  private static final Pattern HEADER =
      Pattern.compile("(Version|Comment|Charset|MessageID): [ -~]*");
  private static final int MAX_LINE = 76;

  private final List<String> lines;
  private int next;

  private Armor(List<String> lines) {
    this.lines = lines;
  }

  /**
   * All blocks of a text, in its order.
   *
   * @param limit how many bytes the text may have
   * @throws SigningException {@link Refusal#MALFORMED} for anything but blocks and empty lines
   */
  public static List<ArmorBlock> read(byte[] text, int limit) throws SigningException {
    if (text.length > limit) {
      throw malformed("it has more than " + limit + " bytes");
    }
    return new Armor(lines(text)).blocks();
  }

  private static List<String> lines(byte[] text) throws SigningException {
    for (byte octet : text) {
      if ((octet < ' ' || octet > '~') && octet != '\n' && octet != '\r') {
        throw malformed("armor holds an octet that is not printable ASCII");
      }
    }
    List<String> lines = new ArrayList<>();
    for (String line : new String(text, StandardCharsets.US_ASCII).split("\n", -1)) {
      String kept = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
      if (kept.indexOf('\r') >= 0) {
        throw malformed("a carriage return within a line");
      }
      lines.add(kept);
    }
    return lines;
  }

  private List<ArmorBlock> blocks() throws SigningException {
    List<ArmorBlock> blocks = new ArrayList<>();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.isEmpty()) {
        continue;
      }
      var begin = BEGIN.matcher(line);
      if (!begin.matches()) {
        throw malformed("a line outside of armor");
      }
      blocks.add(block(begin.group(1)));
    }
    return blocks;
  }

  private ArmorBlock block(String label) throws SigningException {
    skipHeaders();
    StringBuilder base64 = new StringBuilder();
    Optional<byte[]> checksum = Optional.empty();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.equals("-----END " + label + "-----")) {
        return new ArmorBlock(label, decode(base64.toString()), checksum);
      }
      if (line.isEmpty() || line.length() > MAX_LINE || checksum.isPresent()) {
        throw malformed("a line that does not belong into armor");
      }
      if (line.startsWith("=") && line.length() == 5) {
        checksum = Optional.of(decode(line.substring(1)));
      } else {
        base64.append(line);
      }
    }
    throw malformed("armor without an end");
  }

  /** Headers are for people; an empty line ends them. RFC 7468 has neither. */
  private void skipHeaders() throws SigningException {
    int start = next;
    while (next < lines.size() && HEADER.matcher(lines.get(next)).matches()) {
      next++;
    }
    if (next < lines.size() && lines.get(next).isEmpty()) {
      next++;
    } else if (next > start) {
      throw malformed("armor headers without an empty line after them");
    }
  }

  private static byte[] decode(String base64) throws SigningException {
    byte[] decoded;
    try {
      decoded = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new SigningException(Refusal.MALFORMED, "armor that is not base 64", e);
    }
    if (decoded.length == 0 || !Base64.getEncoder().encodeToString(decoded).equals(base64)) {
      throw malformed("armor whose base 64 is not in its one form");
    }
    return decoded;
  }

  private static SigningException malformed(String detail) {
    return new SigningException(Refusal.MALFORMED, detail);
  }
}
