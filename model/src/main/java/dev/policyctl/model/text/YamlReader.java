package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML and JSON text into located nodes.
 *
 * <p>Works on parser events, because only these are read without recursion. After a syntax error
 * the smallest enclosing list item is blanked out and the file is read again, so that one run
 * reports the defects of a whole file.
 */
public final class YamlReader {
  private static final int MOST_RECOVERIES = 10;
  private static final Pattern BAD_ESCAPE =
      Pattern.compile("\\\\(U[89A-Fa-f][0-9A-Fa-f]{7}|[xuU][0-9A-Fa-f]*\\z)");

  private final InputLimits limits;
  private final FindingSink sink;

  public YamlReader(InputLimits limits, FindingSink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /**
   * Reads a file; reports what is wrong with it and returns what is left. Never throws on input.
   */
  public ParsedFile read(SourceText source) {
    List<Finding> found = new ArrayList<>();
    CharacterScan scan = new CharacterScan(source, limits, found::add);
    String text = scan.clean();
    if (text.isEmpty() && !source.text().isEmpty()) {
      found.forEach(sink::report);
      return new ParsedFile(source, Optional.empty(), false, source.text(), List.of());
    }
    boolean intact = found.isEmpty();
    SyntaxRecovery recovery = new SyntaxRecovery(text);
    for (int attempt = 0; ; attempt++) {
      Attempt result = attempt(new SourceText(source.path(), recovery.text()), scan.refused());
      boolean again =
          result.error().isPresent()
              && attempt < MOST_RECOVERIES
              && recovery.blank(blame(result.error().get()));
      // Blanking a line does not always move what the parser stumbles over.
      result.error().filter(error -> !isSaid(error, found)).ifPresent(found::add);
      intact &= result.error().isEmpty();
      if (!again) {
        found.addAll(result.findings());
        found.forEach(sink::report);
        return new ParsedFile(
            source,
            result.root(),
            intact && result.findings().isEmpty(),
            result.error().isPresent() ? source.text() : recovery.lost(),
            Directives.find(source, result.scalars()));
      }
    }
  }

  private static boolean isSaid(Finding error, List<Finding> found) {
    return found.stream()
        .anyMatch(f -> f.span().equals(error.span()) && f.message().equals(error.message()));
  }

  /**
   * The line to blank out. A bracket or a quote is to blame where it was opened, a line of a block
   * is so itself: the block began with the first of its items, which has no part in it.
   */
  private static int blame(Finding error) {
    return error.related().isEmpty() || error.related().get(0).message().contains(" block ")
        ? error.span().line()
        : error.related().get(0).span().line();
  }

  private record Attempt(
      Optional<Node> root, Optional<Finding> error, List<Finding> findings, List<Span> scalars) {}

  private Attempt attempt(SourceText source, boolean standIns) {
    String path = source.path();
    List<Finding> findings = new ArrayList<>();
    List<Span> scalars = new ArrayList<>();
    TreeBuilder builder = new TreeBuilder(source, standIns, limits, findings::add, scalars);
    Optional<Finding> error = Optional.empty();
    try {
      for (Event event : new Parse(settings(path)).parseString(source.text())) {
        if (!builder.take(event)) {
          break;
        }
      }
    } catch (MarkedYamlEngineException e) {
      error = Optional.of(syntaxError(path, e));
    } catch (NumberFormatException e) {
      // Thrown by the scanner for an escape of more than 31 bits, or one that the file ends in.
      error = Optional.of(badEscape(source));
    } catch (YamlEngineException e) {
      error =
          Optional.of(
              Finding.of(
                      FindingCode.SYNTAX_ERROR,
                      Span.startOf(path),
                      "syntax error: " + tidied(String.valueOf(e.getMessage())))
                  .build());
    } catch (StackOverflowError e) {
      error =
          Optional.of(
              Finding.of(
                      FindingCode.INPUT_LIMIT, Span.startOf(path), "nested too deeply to be parsed")
                  .build());
    }
    return new Attempt(builder.root(), error, findings, scalars);
  }

  private static LoadSettings settings(String path) {
    return LoadSettings.builder()
        .setLabel(path)
        .setCodePointLimit(Integer.MAX_VALUE)
        // Comments as events cost quadratic time, and a file of blank lines overflows the stack.
        .setParseComments(false)
        .build();
  }

  private static Finding syntaxError(String path, MarkedYamlEngineException e) {
    Span problem = e.getProblemMark().map(m -> place(path, m)).orElse(Span.startOf(path));
    Optional<Span> context =
        e.getContext() == null ? Optional.empty() : e.getContextMark().map(m -> place(path, m));
    String message = "syntax error: " + tidied(e.getProblem());
    if (context.isPresent() && message.endsWith("unexpected end of stream")) {
      // Where a quote was opened is what its author looks for, not where the file ends.
      return Finding.of(FindingCode.SYNTAX_ERROR, context.get(), "syntax error: never closed")
          .build();
    }
    Finding.Builder finding = Finding.of(FindingCode.SYNTAX_ERROR, problem, message);
    context.ifPresent(span -> finding.related(span, tidied(e.getContext())));
    return finding.build();
  }

  private static Span place(String path, Mark mark) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    return new Span(path, line, column, line, column + 1);
  }

  private static Finding badEscape(SourceText source) {
    String text = source.text();
    Matcher escape = BAD_ESCAPE.matcher(text);
    int at = escape.find() ? escape.start() : 0;
    int length = at > 0 ? escape.end() - at : 1;
    int line = 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    int column = 1 + text.codePointCount(text.lastIndexOf('\n', at - 1) + 1, at);
    return Finding.of(
            FindingCode.SYNTAX_ERROR,
            new Span(source.path(), line, column, line, column + length),
            "syntax error: an escape that stands for no character")
        .build();
  }

  /** The parser's words as a house message: one line, no advice, nothing invisible. */
  private static String tidied(String message) {
    String line = message.lines().findFirst().orElse("");
    int advice = line.indexOf(". (");
    StringBuilder tidy = new StringBuilder();
    line.substring(0, advice < 0 ? line.length() : advice)
        .codePoints()
        .filter(CharacterScan::allowed)
        .forEach(tidy::appendCodePoint);
    return tidy.toString().strip();
  }
}
