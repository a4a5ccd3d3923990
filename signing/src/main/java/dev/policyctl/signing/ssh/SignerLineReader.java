package dev.policyctl.signing.ssh;

import dev.policyctl.signing.SigningException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a line of {@code allowed_signers} by the grammar of ssh-keygen(1), with the odd ends of its
 * implementation that may make a difference: principals may be quoted in part, a closing quote ends
 * them without a blank, an option may be empty. On top of that it says what we refuse.
 */
final class SignerLineReader {
  private final String line;
  private final int number;
  private final List<SignerProblem> problems = new ArrayList<>();
  private String fingerprint = "";

  /**
   * @param line without its line end
   */
  SignerLineReader(String line, int number) {
    this.line = line;
    this.number = number;
  }

  /** Nothing of a blank line or a comment. */
  Optional<SignerLine> read() {
    int start = PublicKeyText.skipBlanks(line, 0);
    if (start == line.length() || line.charAt(start) == '#') {
      return Optional.empty();
    }
    try {
      AllowedSigner signer = readSigner(start);
      return Optional.of(new SignerLine(Optional.of(signer), fingerprint, problems));
    } catch (SignerLineException e) {
      return Optional.of(
          new SignerLine(
              Optional.empty(), fingerprint, List.of(problem(e.start(), e.end(), message(e)))));
    }
  }

  private AllowedSigner readSigner(int start) throws SignerLineException {
    int quote = nextOf(start, " \t\r\"");
    boolean quoted = quote < line.length() && line.charAt(quote) == '"';
    int stop = quoted ? line.indexOf('"', quote + 1) : quote;
    if (stop < 0) {
      throw new SignerLineException(quote, line.length(), "the quote is not closed");
    }
    String names =
        quoted
            ? line.substring(start, quote) + line.substring(quote + 1, stop)
            : line.substring(start, stop);
    PatternList principals = new PatternList(names);
    int next = skipSpace(Math.min(line.length(), stop + 1));
    boolean options = !KeyType.isNamed(word(next));
    int optionsEnd = options ? optionsEnd(next) : next;
    SignerOptions read = new SignerOptions(line, next, optionsEnd);
    int key = PublicKeyText.skipBlanks(line, optionsEnd);
    SshPublicKey publicKey = readKey(key);
    SignerRules rules = new SignerRules(this::object);
    rules.checkPrincipals(principals, read.certAuthority(), start, stop);
    rules.checkNamespaces(read.namespaces(), key, line.length());
    rules.checkTime(read.validAfter());
    rules.checkTime(read.validBefore());
    return new AllowedSigner(
        number,
        principals,
        publicKey,
        read.certAuthority(),
        read.namespaces().map(value -> new PatternList(value.text())),
        time(read.validAfter()),
        time(read.validBefore()));
  }

  private static Optional<Instant> time(Optional<SignerOptions.Value> value)
      throws SignerLineException {
    return value.isPresent() ? Optional.of(SignerOptions.instant(value.get())) : Optional.empty();
  }

  private SshPublicKey readKey(int start) throws SignerLineException {
    try {
      PublicKeyText text = PublicKeyText.at(line, start);
      fingerprint = Digests.fingerprint(text.wire());
      SshPublicKey key = SshPublicKey.fromWire(text.wire());
      if (!key.type().equals(text.type())) {
        throw new SignerLineException(start, line.length(), "the key is of another type");
      }
      return key;
    } catch (SigningException e) {
      int end = Math.max(start, line.length());
      throw new SignerLineException(start, end, message(e));
    }
  }

  /** After the options: at a blank outside quotes, in which a backslash guards a quote. */
  private int optionsEnd(int start) throws SignerLineException {
    boolean inQuotes = false;
    int at = start;
    while (at < line.length() && (inQuotes || " \t".indexOf(line.charAt(at)) < 0)) {
      if (line.startsWith("\\\"", at)) {
        at++;
      } else if (line.charAt(at) == '"') {
        inQuotes = !inQuotes;
      }
      at++;
    }
    if (inQuotes) {
      throw new SignerLineException(start, line.length(), "the quote is not closed");
    }
    return at;
  }

  private String word(int start) {
    return line.substring(start, PublicKeyText.wordEnd(line, start));
  }

  private int skipSpace(int start) {
    int at = start;
    while (at < line.length() && " \t\r".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  private int nextOf(int start, String stops) {
    int at = start;
    while (at < line.length() && stops.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  private void object(int start, int end, String message) {
    problems.add(problem(start, end, message));
  }

  private SignerProblem problem(int start, int end, String message) {
    int column = line.codePointCount(0, start) + 1;
    return new SignerProblem(number, column, Shown.text(line.substring(start, end)), message);
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
