package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
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
    String text = new CharacterScan(source, limits, found::add).clean();
    if (text.isEmpty() && !source.text().isEmpty()) {
      found.forEach(sink::report);
      return new ParsedFile(source, Optional.empty(), false, List.of());
    }
    boolean intact = found.isEmpty();
    SyntaxRecovery recovery = new SyntaxRecovery(text);
    for (int attempt = 0; ; attempt++) {
      Attempt result = attempt(source.path(), recovery.text());
      boolean again =
          result.error().isPresent()
              && attempt < MOST_RECOVERIES
              && recovery.blank(blame(result.error().get()));
      result.error().ifPresent(found::add);
      intact &= result.error().isEmpty();
      if (!again) {
        found.addAll(result.findings());
        found.forEach(sink::report);
        return new ParsedFile(
            source,
            result.root(),
            intact && result.findings().isEmpty(),
            Directives.find(source, result.scalars()));
      }
    }
  }

  /** What is being parsed began at the related place, as a bracket that nothing closes. */
  private static int blame(Finding error) {
    return error.related().isEmpty() ? error.span().line() : error.related().get(0).span().line();
  }

  private record Attempt(
      Optional<Node> root, Optional<Finding> error, List<Finding> findings, List<Span> scalars) {}

  private Attempt attempt(String path, String text) {
    List<Finding> findings = new ArrayList<>();
    List<Span> scalars = new ArrayList<>();
    TreeBuilder builder = new TreeBuilder(path, limits, findings::add, scalars);
    Optional<Finding> error = Optional.empty();
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(path)
            .setCodePointLimit(Integer.MAX_VALUE)
            // Comments as events cost quadratic time, and a file of blank lines overflows the
            // stack.
            .setParseComments(false)
            .build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        if (!builder.take(event)) {
          break;
        }
      }
    } catch (MarkedYamlEngineException e) {
      error = Optional.of(syntaxError(path, e));
    } catch (YamlEngineException e) {
      error =
          Optional.of(
              Finding.of(
                      FindingCode.SYNTAX_ERROR,
                      Span.startOf(path),
                      firstLine(String.valueOf(e.getMessage())))
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

  private static Finding syntaxError(String path, MarkedYamlEngineException e) {
    int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(1);
    int column = e.getProblemMark().map(m -> m.getColumn() + 1).orElse(1);
    Finding.Builder finding =
        Finding.of(
            FindingCode.SYNTAX_ERROR,
            new Span(path, line, column, line, column + 1),
            "syntax error: " + firstLine(e.getProblem()));
    if (e.getContext() != null) {
      e.getContextMark()
          .ifPresent(
              m ->
                  finding.related(
                      new Span(
                          path,
                          m.getLine() + 1,
                          m.getColumn() + 1,
                          m.getLine() + 1,
                          m.getColumn() + 2),
                      firstLine(e.getContext())));
    }
    return finding.build();
  }

  private static String firstLine(String message) {
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
