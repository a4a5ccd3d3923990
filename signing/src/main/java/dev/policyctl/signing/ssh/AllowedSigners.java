package dev.policyctl.signing.ssh;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The keys of an {@code allowed_signers} file, in the grammar of ssh-keygen(1). It is stricter than
 * OpenSSH where that would let more sign than its writer may have meant: a key has no wildcard
 * among its principals, an authority's wildcards keep to a domain, {@code namespaces} is given and
 * without wildcards, a time ends in {@code Z}, nothing is in an encoding of two meanings. A line
 * that breaks this lets nobody sign and is told as a {@link SignerProblem}; the other lines count.
 */
public final class AllowedSigners {
  private static final int LONGEST = 4 * 1024 * 1024;

  private final List<SignerLine> lines;

  AllowedSigners(List<SignerLine> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Reads the bytes of a file; never fails, as what cannot be read lets nobody sign. */
  public static AllowedSigners parse(byte[] file) {
    if (file.length > LONGEST) {
      return new AllowedSigners(List.of(unreadable(1, "the file is longer than 4 MiB")));
    }
    List<SignerLine> lines = new ArrayList<>();
    int start = 0;
    for (int number = 1; start < file.length; number++) {
      int end = start;
      while (end < file.length && file[end] != '\n') {
        end++;
      }
      readLine(ByteBuffer.wrap(file, start, end - start), number).ifPresent(lines::add);
      start = end + 1;
    }
    return new AllowedSigners(lines);
  }

  /**
   * These keys, for one namespace and at all times.
   *
   * @param namespace a name, not a pattern
   */
  public static AllowedSigners of(Collection<SshPublicKey> keys, String namespace) {
    if (namespace.isEmpty()
        || namespace.codePoints().anyMatch(point -> "*?!,".indexOf(point) >= 0)) {
      throw new IllegalArgumentException("not the name of one namespace: " + namespace);
    }
    List<SignerLine> lines = new ArrayList<>();
    for (SshPublicKey key : keys) {
      AllowedSigner signer =
          new AllowedSigner(
              lines.size() + 1,
              new PatternList("*"),
              key,
              false,
              Optional.of(new PatternList(namespace)),
              Optional.empty(),
              Optional.empty());
      lines.add(new SignerLine(Optional.of(signer), key.fingerprint(), List.of()));
    }
    return new AllowedSigners(lines);
  }

  private static Optional<SignerLine> readLine(ByteBuffer bytes, int number) {
    try {
      String line = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      int end = line.length();
      while (end > 0 && line.charAt(end - 1) == '\r') {
        end--;
      }
      if (line.indexOf('\0') >= 0) {
        return Optional.of(unreadable(number, "the line has a NUL"));
      }
      return new SignerLineReader(line.substring(0, end), number).read();
    } catch (CharacterCodingException e) {
      return Optional.of(unreadable(number, "the line is not UTF-8"));
    }
  }

  private static SignerLine unreadable(int number, String message) {
    return new SignerLine(Optional.empty(), "", List.of(new SignerProblem(number, 1, "", message)));
  }

  /** What is wrong with lines, by line and column. */
  public List<SignerProblem> problems() {
    return lines.stream().flatMap(line -> line.problems().stream()).toList();
  }

  /** Fingerprints of the keys and authorities that usable lines name, in the file's order. */
  public List<String> fingerprints() {
    return usable().stream().map(signer -> signer.key().fingerprint()).distinct().toList();
  }

  /** The keys and authorities that usable lines name, in the file's order. */
  public List<SignerKey> keys() {
    return usable().stream()
        .map(s -> new SignerKey(s.key().fingerprint(), s.line(), s.certAuthority()))
        .toList();
  }

  List<AllowedSigner> usable() {
    return lines.stream()
        .filter(SignerLine::isUsable)
        .flatMap(line -> line.signer().stream())
        .toList();
  }

  /** The lines that OpenSSH would use, and what we hold against each. */
  List<SignerLine> lines() {
    return lines;
  }
}
