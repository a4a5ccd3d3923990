package dev.policyctl.model.reader;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.ScalarNode.Kind;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Single values of nodes. Each method reports what is wrong and then returns nothing; {@code what}
 * names the value in the message.
 */
public final class Values {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");
  private static final Pattern RFC3339 =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");

  private Values() {}

  /** Any string. */
  public static Optional<Text> text(Node node, String what, FindingSink sink) {
    if (node instanceof ScalarNode scalar && scalar.kind() == Kind.STRING) {
      return Optional.of(scalar.asText());
    }
    boolean quotable =
        node instanceof ScalarNode s
            && (s.kind() == Kind.INTEGER || s.kind() == Kind.DECIMAL || s.kind() == Kind.BOOLEAN);
    wrongType(
        node,
        what + " is a string",
        quotable ? Optional.of("put it in quotes") : Optional.empty(),
        sink);
    return Optional.empty();
  }

  /** A string with more than blanks. */
  public static Optional<Text> filledText(Node node, String what, FindingSink sink) {
    Optional<Text> text = text(node, what, sink);
    if (text.isPresent() && text.get().value().isBlank()) {
      invalid(node, what + " must not be empty", sink);
      return Optional.empty();
    }
    return text;
  }

  /** A string of a shape. */
  public static Optional<Text> text(Node node, String what, Grammar grammar, FindingSink sink) {
    Optional<Text> text = text(node, what, sink);
    if (text.isPresent() && !grammar.accepts(text.get().value())) {
      invalid(node, what + " is made of " + grammar.description(), sink);
      return Optional.empty();
    }
    return text;
  }

  /** A string that stands for something else, so that quotes alone do not mend another type. */
  static Optional<Text> string(Node node, String expected, FindingSink sink) {
    if (node instanceof ScalarNode scalar && scalar.kind() == Kind.STRING) {
      return Optional.of(scalar.asText());
    }
    wrongType(node, expected, sink);
    return Optional.empty();
  }

  /** A list of strings of a shape; what is broken is left out. */
  public static List<Text> texts(Node node, String what, Grammar grammar, FindingSink sink) {
    List<Text> texts = new ArrayList<>();
    for (Node item : list(node, what, sink).orElse(List.of())) {
      text(item, "an entry of " + what, grammar, sink).ifPresent(texts::add);
    }
    return texts;
  }

  /** A list. */
  public static Optional<List<Node>> list(Node node, String what, FindingSink sink) {
    if (node instanceof ListNode list) {
      return Optional.of(list.items());
    }
    wrongType(node, what + " is a list", Optional.empty(), sink);
    return Optional.empty();
  }

  /** A list with at least one item. */
  public static Optional<List<Node>> filledList(Node node, String what, FindingSink sink) {
    Optional<List<Node>> items = list(node, what, sink);
    if (items.isPresent() && items.get().isEmpty()) {
      invalid(node, what + " must not be empty", sink);
      return Optional.empty();
    }
    return items;
  }

  /** {@code true} or {@code false}. */
  public static Optional<Boolean> bool(Node node, String what, FindingSink sink) {
    if (node instanceof ScalarNode scalar && scalar.kind() == Kind.BOOLEAN) {
      return Optional.of(scalar.text().equals("true"));
    }
    wrongType(node, what + " is true or false", Optional.empty(), sink);
    return Optional.empty();
  }

  /** An integer within bounds, both inclusive. */
  public static Optional<Long> integer(
      Node node, String what, long min, long max, FindingSink sink) {
    if (!(node instanceof ScalarNode scalar) || scalar.kind() != Kind.INTEGER) {
      wrongType(node, what + " is an integer", Optional.empty(), sink);
      return Optional.empty();
    }
    long value = Long.parseLong(scalar.text());
    if (value < min || value > max) {
      String bounds = max == Long.MAX_VALUE ? "of at least " + min : "from " + min + " to " + max;
      invalid(node, what + " is an integer " + bounds, sink);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** A number that is not negative. */
  public static Optional<BigDecimal> decimal(Node node, String what, FindingSink sink) {
    if (!(node instanceof ScalarNode scalar)
        || (scalar.kind() != Kind.INTEGER && scalar.kind() != Kind.DECIMAL)) {
      wrongType(node, what + " is a number", Optional.empty(), sink);
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(scalar.text());
    if (value.signum() < 0) {
      invalid(node, what + " is a number of at least 0", sink);
      return Optional.empty();
    }
    return Optional.of(value);
  }

  /** A string that is one of a few words. */
  public static Optional<Text> oneOf(Node node, String what, List<String> words, FindingSink sink) {
    Optional<Text> text = text(node, what, sink);
    if (text.isPresent() && !words.contains(text.get().value())) {
      sink.report(
          Finding.of(
                  FindingCode.INVALID_VALUE,
                  node.span(),
                  what + " is one of " + String.join(", ", words))
              .help(Nearest.hint(text.get().value(), words)));
      return Optional.empty();
    }
    return text;
  }

  /** A duration such as {@code 30s}: an integer and one of ms, s, m, h, d. */
  public static Optional<Duration> duration(Node node, String what, FindingSink sink) {
    Optional<Text> text = string(node, what + " is a duration such as `30s`", sink);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.get().value());
    if (!matcher.matches()) {
      invalid(node, what + " is a number with a unit of ms, s, m, h or d, as `30s`", sink);
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(amount);
          case "s" -> Duration.ofSeconds(amount);
          case "m" -> Duration.ofMinutes(amount);
          case "h" -> Duration.ofHours(amount);
          default -> Duration.ofDays(Math.min(amount, 1_000_000));
        };
    if (duration.compareTo(Duration.ofDays(36_525)) > 0) {
      invalid(node, what + " is at most a hundred years", sink);
      return Optional.empty();
    }
    return Optional.of(duration);
  }

  /** An instant in RFC 3339, or a date, which is its first moment in UTC. */
  public static Optional<Instant> instant(Node node, String what, FindingSink sink) {
    Optional<Text> text = string(node, what + " is a date or an RFC 3339 time", sink);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> instant = parseInstant(text.get().value());
    if (instant.isEmpty()) {
      invalid(node, what + " is a date or an RFC 3339 time with an offset", sink);
    }
    return instant;
  }

  /** What a date or an RFC 3339 time with an offset stands for, if it is one. */
  public static Optional<Instant> parseInstant(String text) {
    try {
      if (text.length() == 10) {
        return Optional.of(
            LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant());
      }
      return RFC3339.matcher(text).matches()
          ? Optional.of(OffsetDateTime.parse(text).toInstant())
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Reports a value of the wrong type, unless it was reported as broken before. */
  static void wrongType(Node node, String expected, FindingSink sink) {
    wrongType(node, expected, Optional.empty(), sink);
  }

  private static void wrongType(
      Node node, String expected, Optional<String> help, FindingSink sink) {
    if (node instanceof ScalarNode scalar && scalar.kind() == Kind.BROKEN) {
      return;
    }
    sink.report(
        Finding.of(
                FindingCode.WRONG_TYPE,
                node instanceof ScalarNode ? node.span() : firstCharacter(node.span()),
                expected + ", not " + node.describe())
            .help(help));
  }

  /** Reports a value that has the right type and yet is not allowed. */
  public static void invalid(Node node, String expected, FindingSink sink) {
    sink.report(Finding.of(FindingCode.INVALID_VALUE, node.span(), expected));
  }

  static Span firstCharacter(Span span) {
    return new Span(span.path(), span.line(), span.column(), span.line(), span.column() + 1);
  }
}
