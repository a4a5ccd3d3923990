package dev.policyctl.validators;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comment {@code # policyctl:ignore PC207 -- reason}: silences findings of these codes that start
 * on its line or, where nothing else stands there, on the next line that is no comment.
 *
 * @param line the line that it speaks of
 */
record InlineIgnore(Text comment, Set<FindingCode> codes, String reason, int line) {
  private static final String WORD = "policyctl:ignore ";
  private static final String SEPARATOR = " -- ";
  private static final List<String> CODES =
      Stream.of(FindingCode.values()).map(FindingCode::id).toList();

  /**
   * The ignores of a file in their order; a finding for each comment that speaks to policyctl and
   * is broken. From the last comment to the first: a block of them is walked once.
   */
  static List<InlineIgnore> readAll(ParsedFile file, FindingSink sink) {
    Deque<InlineIgnore> ignores = new ArrayDeque<>();
    int below = 0;
    int target = 0;
    for (int i = file.directives().size() - 1; i >= 0; i--) {
      Text comment = file.directives().get(i);
      target = target(file.source(), comment.span().line(), below, target);
      below = comment.span().line();
      read(comment, target, sink).ifPresent(ignores::addFirst);
    }
    return List.copyOf(ignores);
  }

  /** The line that a comment speaks of; {@code below} holds the next comment, of known target. */
  private static int target(SourceText source, int comment, int below, int targetOfBelow) {
    int line = comment;
    boolean alone = source.line(line).stripLeading().startsWith("#");
    while (alone && line < source.lineCount()) {
      line++;
      if (line == below) {
        return targetOfBelow;
      }
      String text = source.line(line).strip();
      alone = text.isEmpty() || text.startsWith("#");
    }
    return line;
  }

  /** By hand: a hostile comment is as long as its file, and an expression would try each blank. */
  private static Optional<InlineIgnore> read(Text comment, int line, FindingSink sink) {
    String text = comment.value().replace('\t', ' ').substring(1).strip();
    int separator = text.indexOf(SEPARATOR);
    String codes = separator < 0 ? "" : text.substring(0, separator);
    String reason = separator < 0 ? "" : text.substring(separator + SEPARATOR.length()).strip();
    if (!codes.startsWith(WORD) || reason.isEmpty()) {
      sink.report(
          invalid(comment, "not a suppression that policyctl understands")
              .help("write `# policyctl:ignore PC207 -- reason`; the reason is required"));
      return Optional.empty();
    }
    return read(codes.substring(WORD.length()), sink, comment)
        .map(known -> new InlineIgnore(comment, known, reason, line));
  }

  private static Optional<Set<FindingCode>> read(String names, FindingSink sink, Text comment) {
    Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    for (String name : names.strip().split("[ ,]+", -1)) {
      Optional<FindingCode> code = FindingCode.find(name);
      if (code.filter(FindingCode::suppressible).isEmpty()) {
        String why = code.isEmpty() ? "no finding has the code `" : "nothing can silence `";
        sink.report(
            invalid(comment, why + name + "`")
                .help(
                    code.isEmpty()
                        ? Nearest.hint(name, CODES)
                        : Optional.of("mend what it says instead")));
        return Optional.empty();
      }
      codes.add(code.get());
    }
    return Optional.of(codes);
  }

  private static Finding.Builder invalid(Text comment, String message) {
    return Finding.of(FindingCode.INVALID_SUPPRESSION, comment.span(), message);
  }

  /** Where it silences: a file and a line of it. */
  Place place() {
    return new Place(comment.span().path(), line);
  }

  /** A line of a file. */
  record Place(String path, int line) {
    static Place of(Finding finding) {
      return new Place(finding.span().path(), finding.span().line());
    }
  }

  String codeList() {
    return codes.stream().map(FindingCode::id).collect(Collectors.joining(", "));
  }
}
