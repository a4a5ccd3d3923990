package dev.policyctl.model.finding;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong, or worth knowing, about a policy repository.
 *
 * <p>Totally ordered: by place, then code, message and the rest, so that a report does not depend
 * on the order in which checks ran.
 *
 * @param message one line, lower case, no full stop, the user's words in backticks
 * @param subject what the finding is about in words that survive a reformatting, as {@code
 *     rule:allow-beta/models/openai/gpt-5}; it and the code make the fingerprint
 * @param help what to do about it
 * @param bundle the environment and tenant, where the finding belongs to one
 * @param rules the ids of the rules it is about, sorted
 * @param related other places, in the order in which they should be read
 * @param blockers the ids of the rules that keep the rules it is about from deciding, those first
 *     that matter most
 * @param witness a request on which it shows, as one line of AuthZEN JSON that {@code policyctl
 *     eval} takes
 */
public record Finding(
    FindingCode code,
    Severity severity,
    Span span,
    String message,
    String subject,
    Optional<String> help,
    Optional<Bundle> bundle,
    List<String> rules,
    List<Related> related,
    List<String> blockers,
    Optional<String> witness)
    implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::span)
          .thenComparing(Finding::code)
          .thenComparing(Finding::message)
          .thenComparing(Finding::severity)
          .thenComparing(Finding::subject)
          .thenComparing(f -> f.bundle.map(Bundle::toString).orElse(""))
          .thenComparing(f -> f.help.orElse(""))
          .thenComparing(f -> f.rules.toString())
          .thenComparing(f -> f.related.toString())
          .thenComparing(f -> f.blockers.toString())
          .thenComparing(f -> f.witness.orElse(""));

  private static final int LONGEST_MESSAGE = 500;

  public Finding {
    message = oneLine(message);
    help = help.map(Finding::oneLine);
    rules = rules.stream().sorted().toList();
    related = List.copyOf(related);
    blockers = List.copyOf(blockers);
  }

  /** Messages repeat the user's words, and a quoted key may be anything. */
  private static String oneLine(String text) {
    boolean fits =
        text.length() <= LONGEST_MESSAGE && text.chars().noneMatch(Character::isISOControl);
    if (fits) {
      return text;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_MESSAGE)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.length() < text.length() ? line.append('…').toString() : line.toString();
  }

  /** A finding in the making, of the code's own severity. */
  public static Builder of(FindingCode code, Span span, String message) {
    return new Builder(code, span, message);
  }

  /**
   * 32 hexadecimal digits that stay the same when lines move: SHA-256 over code, path, bundle and
   * subject, cut in half.
   */
  public String fingerprint() {
    String text =
        String.join(
            "\0",
            code.id(),
            span.path(),
            bundle.map(Bundle::toString).orElse(""),
            subject.isEmpty() ? message : subject);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The same finding, as one of this environment and tenant. */
  public Finding in(Bundle owner) {
    return withBundle(Optional.of(owner));
  }

  /** The same finding, as one of an environment and tenant, or of none in particular. */
  public Finding withBundle(Optional<Bundle> owner) {
    return new Finding(
        code, severity, span, message, subject, help, owner, rules, related, blockers, witness);
  }

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** A finding in the making. */
  public static final class Builder {
    private final FindingCode code;
    private final Span span;
    private final String message;
    private Severity severity;
    private String subject = "";
    private Optional<String> help = Optional.empty();
    private Optional<Bundle> bundle = Optional.empty();
    private final List<String> rules = new ArrayList<>();
    private final List<Related> related = new ArrayList<>();
    private final List<String> blockers = new ArrayList<>();
    private Optional<String> witness = Optional.empty();

    private Builder(FindingCode code, Span span, String message) {
      this.code = code;
      this.span = span;
      this.message = message;
      this.severity = code.severity();
    }

    /** Replaces the code's own severity. */
    public Builder severity(Severity value) {
      severity = value;
      return this;
    }

    /** What the finding is about, in words that survive a reformatting. */
    public Builder subject(String value) {
      subject = value;
      return this;
    }

    /** What to do about it. */
    public Builder help(String value) {
      help = Optional.of(value);
      return this;
    }

    /** What to do about it, where there is something to say. */
    public Builder help(Optional<String> value) {
      help = value;
      return this;
    }

    /** The environment and tenant that it belongs to. */
    public Builder bundle(Bundle value) {
      bundle = Optional.of(value);
      return this;
    }

    /** Adds a rule that it is about. */
    public Builder rule(String id) {
      rules.add(id);
      return this;
    }

    /** Adds another place. */
    public Builder related(Span place, String why) {
      related.add(new Related(place, why));
      return this;
    }

    /** Adds a rule that keeps those it is about from deciding. */
    public Builder blocker(String id) {
      blockers.add(id);
      return this;
    }

    /** A request on which it shows: one line of AuthZEN JSON. */
    public Builder witness(String request) {
      witness = Optional.of(request);
      return this;
    }

    /** The finding. */
    public Finding build() {
      return new Finding(
          code, severity, span, message, subject, help, bundle, rules, related, blockers, witness);
    }
  }
}
