package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.reader.Values;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is approved, by whom, why, and with which key. */
public final class ApprovalOptions {
  private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([hdw])");

  @Parameters(
      arity = "0..1",
      paramLabel = "HEAD",
      defaultValue = "HEAD",
      description = "The revision that you looked at. Default: HEAD.")
  private String head = "HEAD";

  @Option(
      names = "--base",
      paramLabel = "REV",
      description =
          "What you compared it with; its trust configuration says who you are. Default: the tip"
              + " of the target branch.")
  private @Nullable String base;

  @Option(
      names = "--person",
      paramLabel = "ID",
      description =
          "Who you are in `trust.people`. Default: whose key --key is; else who has the e-mail of"
              + " git's user.email.")
  private @Nullable String person;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why it may be; for those who look at it later.")
  private String reason = "";

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description =
          "When it no longer counts: a moment (RFC 3339, or a date), or how long from now (8h, 30d,"
              + " 2w). Default: never.")
  private @Nullable String expires;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description =
          "A private key in OpenSSH's form to sign with. Default: git signs, by gpg.format and"
              + " user.signingkey.")
  private @Nullable Path key;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "Holds the key's passphrase. Default: it is asked for on the terminal.")
  private @Nullable Path passphrase;

  @Option(names = "--replace", description = "Replace an approval of yours that is there already.")
  private boolean replace;

  public String head() {
    return head;
  }

  public Optional<String> base() {
    return Optional.ofNullable(base);
  }

  public Optional<String> person() {
    return Optional.ofNullable(person);
  }

  public Optional<Path> key() {
    return Optional.ofNullable(key);
  }

  public Optional<Path> passphrase() {
    return Optional.ofNullable(passphrase);
  }

  public boolean replace() {
    return replace;
  }

  /**
   * Why.
   *
   * @throws OperationalException where it says nothing, or is longer than a statement may be
   */
  public String reason() {
    if (reason.isBlank() || reason.length() > 4_000) {
      throw usage("--reason says nothing, or more than 4 000 characters", "say why it may be");
    }
    return reason.strip();
  }

  /**
   * When it ends.
   *
   * @throws OperationalException where what was given is no time after now
   */
  public Optional<Instant> expires(Instant now) {
    if (expires == null) {
      return Optional.empty();
    }
    String text = expires;
    Optional<Instant> instant = after(now, text).or(() -> Values.parseInstant(text));
    if (instant.filter(now::isBefore).isEmpty()) {
      throw usage(
          "`" + text + "` is no moment after now",
          "write it as 2026-09-01T09:00:00Z, a date, or 8h, 30d, 2w from now");
    }
    return instant;
  }

  private static Optional<Instant> after(Instant now, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(matcher.group(1));
    try {
      return Optional.of(
          now.plus(
              switch (matcher.group(2)) {
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                default -> Duration.ofDays(7 * count);
              }));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }
}
