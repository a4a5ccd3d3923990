package dev.policyctl.validators;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.PolicyRepository;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A validation as the text of a golden file: place, code, message, the characters that are
 * underlined, related places and help. Characters that nobody can see are written as escapes.
 */
final class ValidationText {
  private final Map<String, ParsedFile> files;
  private final StringBuilder out = new StringBuilder();

  private ValidationText(PolicyRepository repository) {
    this.files = repository.files();
  }

  static String of(PolicyRepository repository, Validation validation) {
    ValidationText text = new ValidationText(repository);
    validation.findings().forEach(finding -> text.write("", finding));
    for (Validation.Suppressed suppressed : validation.suppressed()) {
      text.write("suppressed ", suppressed.finding());
      text.line("  = by: " + suppressed.by());
    }
    return text.out.isEmpty() ? "no findings\n" : text.out.toString();
  }

  private void write(String prefix, Finding finding) {
    line(
        prefix
            + finding.severity().name().toLowerCase(Locale.ROOT)
            + "["
            + finding.code().id()
            + "] "
            + place(finding.span())
            + " "
            + finding.message());
    String underlined = underlined(finding.span());
    if (!underlined.isEmpty()) {
      line("  | " + underlined);
    }
    finding.related().forEach(r -> line("  = related: " + place(r.span()) + " " + r.message()));
    finding.help().ifPresent(help -> line("  = help: " + help));
    finding.witness().ifPresent(request -> line("  = witness: " + request));
  }

  private static String place(Span span) {
    String end = span.endLine() == span.line() ? "" : span.endLine() + ":";
    return span + "-" + end + span.endColumn();
  }

  /** What is underlined; of several lines the first. */
  private String underlined(Span span) {
    ParsedFile file = files.get(span.path());
    if (file == null) {
      return "";
    }
    int[] line = file.source().line(span.line()).codePoints().toArray();
    boolean several = span.endLine() > span.line();
    int from = Math.min(span.column() - 1, line.length);
    int to = several ? line.length : Math.min(span.endColumn() - 1, line.length);
    return new String(line, from, Math.max(0, to - from)) + (several ? " …" : "");
  }

  private void line(String text) {
    out.append(text.codePoints().mapToObj(ValidationText::visible).collect(Collectors.joining()))
        .append('\n');
  }

  private static String visible(int c) {
    boolean hidden = Character.getType(c) == Character.FORMAT || Character.isISOControl(c);
    return hidden ? String.format(Locale.ROOT, "\\u%04X", c) : Character.toString(c);
  }
}
