package dev.policyctl.repo.raw;

import dev.policyctl.repo.raw.ObjectHeaders.Header;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A commit, read from its bytes: the tree, the parents, the author, the committer, then {@code
 * encoding}, {@code mergetag} and {@code gpgsig} at most once each ({@code mergetag} once for each
 * parent), in any order, and nothing else. Git itself takes more: it verifies {@code gpgsig-x}
 * lines as if they were part of a signature.
 *
 * @param tree the tree's id
 * @param parents ids, the first one first
 * @param message as it was written, decoded as UTF-8
 * @param signed what a signature stands for; nothing where there is none
 */
public record RawCommit(
    String tree,
    List<String> parents,
    Identity author,
    Identity committer,
    String message,
    Optional<Signed> signed) {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
  private static final String SIGNATURE = "gpgsig";

  public RawCommit {
    parents = List.copyOf(parents);
  }

  /**
   * Reads a commit.
   *
   * @param bytes the object without git's own header
   * @throws MalformedObject where it is not of the form above
   */
  public static RawCommit parse(byte[] bytes) throws MalformedObject {
    ObjectHeaders object = ObjectHeaders.of(bytes);
    List<Header> headers = object.headers();
    int at = 0;
    String tree = id(expect(headers, at++, "tree"));
    List<String> parents = new ArrayList<>();
    while (at < headers.size() && headers.get(at).name().equals("parent")) {
      parents.add(id(headers.get(at++)));
    }
    Identity author = Identity.parse("author", text(expect(headers, at++, "author")));
    Identity committer = Identity.parse("committer", text(expect(headers, at++, "committer")));
    Optional<Signed> signed = optional(bytes, headers.subList(at, headers.size()), parents.size());
    String message =
        new String(bytes, object.end(), bytes.length - object.end(), StandardCharsets.UTF_8);
    return new RawCommit(tree, parents, author, committer, message, signed);
  }

  private static Header expect(List<Header> headers, int at, String name) throws MalformedObject {
    if (at == headers.size() || !headers.get(at).name().equals(name)) {
      throw new MalformedObject(
          "it has " + found(headers, at) + " where its " + name + " is to be");
    }
    if (headers.get(at).value().indexOf('\n') >= 0) {
      throw new MalformedObject("its " + name + " goes on in a second line");
    }
    return headers.get(at);
  }

  private static String found(List<Header> headers, int at) {
    return at == headers.size() ? "nothing" : "a header `" + headers.get(at).name() + "`";
  }

  private static String id(Header header) throws MalformedObject {
    if (!ID.matcher(header.value()).matches()) {
      throw new MalformedObject("its " + header.name() + " is no object id");
    }
    return header.value();
  }

  /** A header's bytes as UTF-8. */
  private static String text(Header header) {
    return new String(header.value().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  private static Optional<Signed> optional(byte[] bytes, List<Header> headers, int parents)
      throws MalformedObject {
    Set<String> seen = new HashSet<>();
    int mergeTags = 0;
    Optional<Signed> signed = Optional.empty();
    for (Header header : headers) {
      switch (header.name()) {
        case "mergetag" -> mergeTags++;
        case "encoding", SIGNATURE -> {
          if (!seen.add(header.name())) {
            throw new MalformedObject("it has several headers `" + header.name() + "`");
          }
        }
        default ->
            throw new MalformedObject(
                "it has a header `" + header.name() + "` that is not known or stands twice");
      }
      if (header.name().equals(SIGNATURE)) {
        signed = Optional.of(signed(bytes, header));
      }
    }
    if (mergeTags > parents) {
      throw new MalformedObject("it has more headers `mergetag` than parents");
    }
    return signed;
  }

  private static Signed signed(byte[] bytes, Header header) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream(bytes.length);
    payload.write(bytes, 0, header.from());
    payload.write(bytes, header.to(), bytes.length - header.to());
    String armor = header.value() + "\n";
    return new Signed(payload.toByteArray(), armor.getBytes(StandardCharsets.ISO_8859_1));
  }
}
