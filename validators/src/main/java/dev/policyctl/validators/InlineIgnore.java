package dev.policyctl.validators;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A comment {@code # policyctl:ignore PC207 -- reason}: silences findings of these codes that start
 * on its line or, where nothing else stands there, on the next line that is no comment.
 *
 * @param line the line that it speaks of
 */
record InlineIgnore(Text comment, Set<FindingCode> codes, String reason, int line) {
  private static final Pattern FORM =
      Pattern.compile("#\\s*policyctl:ignore\\s+([A-Za-z0-9_, -]*?[A-Za-z0-9])\\s+--\\s+(\\S.*)");
  private static final List<String> CODES =
      Stream.of(FindingCode.values()).map(FindingCode::id).toList();

  /** Reads a comment that speaks to policyctl; nothing, and a finding, where it is broken. */
  static Optional<InlineIgnore> read(SourceText source, Text comment, FindingSink sink) {
    Matcher matcher = FORM.matcher(comment.value().strip());
    if (!matcher.matches()) {
      sink.report(
          invalid(comment, "not a suppression that policyctl understands")
              .help("write `# policyctl:ignore PC207 -- reason`; the reason is required"));
      return Optional.empty();
    }
    Set<FindingCode> codes = EnumSet.noneOf(FindingCode.class);
    for (String name : matcher.group(1).trim().split("[\\s,]+", -1)) {
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
    return Optional.of(
        new InlineIgnore(comment, codes, matcher.group(2).strip(), target(source, comment)));
  }

  private static Finding.Builder invalid(Text comment, String message) {
    return Finding.of(FindingCode.INVALID_SUPPRESSION, comment.span(), message);
  }

  private static int target(SourceText source, Text comment) {
    int line = comment.span().line();
    boolean alone = source.line(line).stripLeading().startsWith("#");
    while (alone && line < source.lineCount()) {
      line++;
      String text = source.line(line).strip();
      alone = text.isEmpty() || text.startsWith("#");
    }
    return line;
  }

  boolean covers(Finding finding) {
    return codes.contains(finding.code())
        && finding.span().line() == line
        && finding.span().path().equals(comment.span().path());
  }

  String codeList() {
    return codes.stream().map(FindingCode::id).collect(Collectors.joining(", "));
  }
}
