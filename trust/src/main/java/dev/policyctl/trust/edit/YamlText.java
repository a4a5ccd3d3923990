package dev.policyctl.trust.edit;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A YAML text that is written into. What comes out is read again and must say exactly what the text
 * said before and the new value; otherwise nothing comes out. So no comment is lost, and nothing
 * that was written can mean more than it was meant to.
 */
public final class YamlText {
  private final SourceText source;
  private final Node root;
  private final String text;
  private final String lineEnd;

  private YamlText(SourceText source, Node root) {
    this.source = source;
    this.root = root;
    this.text = source.text();
    this.lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
  }

  /** Reads a text; nothing where anything in it is wrong, or it is empty. */
  public static Optional<YamlText> of(SourceText source) {
    List<Finding> findings = new ArrayList<>();
    ParsedFile file = new YamlReader(InputLimits.DEFAULT, findings::add).read(source);
    return findings.isEmpty() && file.intact()
        ? file.root().map(root -> new YamlText(source, root))
        : Optional.empty();
  }

  /** What the text says. */
  public Node root() {
    return root;
  }

  /**
   * The text with a key and its value in a mapping of it, which lacks the key.
   *
   * @return nothing where there is no place for it that can be trusted
   */
  public Optional<String> put(MapNode parent, String key, YamlValue value) {
    return checked(placed(parent, key, value), parent, key, value);
  }

  /**
   * The text with one more item in a list, which is a value of a mapping of it; the list is made
   * where there is none.
   *
   * @return nothing where there is no place for it that can be trusted
   */
  public Optional<String> append(MapNode parent, String key, YamlValue item) {
    YamlValue.Items items = new YamlValue.Items(List.of(item));
    Optional<Node> list = parent.find(key);
    if (list.isEmpty()) {
      return put(parent, key, items);
    }
    return list.get() instanceof ListNode node
        ? checked(appended(parent, node, item), parent, key, items)
        : Optional.empty();
  }

  private Optional<String> checked(
      Optional<String> written, MapNode parent, String key, YamlValue value) {
    return written.filter(
        text ->
            of(new SourceText(source.path(), text))
                .filter(
                    read ->
                        PlainTree.of(read.root)
                            .equals(PlainTree.with(root, parent, key, value.plain())))
                .isPresent());
  }

  private Optional<String> placed(MapNode parent, String key, YamlValue value) {
    if (isFlow(parent)) {
      List<MapNode.Entry> entries = parent.entries();
      String entry = key + ": " + value.flow();
      return Optional.of(
          entries.isEmpty()
              ? insideEmpty(parent, " " + entry, "}")
              : inserted(end(entries.get(entries.size() - 1).value()), ", " + entry));
    }
    List<String> lines = YamlValue.Fields.entry(key, value);
    return parent.equals(root) ? Optional.of(atEnd(lines)) : below(parent, column(parent), lines);
  }

  private Optional<String> appended(MapNode parent, ListNode list, YamlValue item) {
    if (!isFlow(list)) {
      return below(list, column(list), new YamlValue.Items(List.of(item)).block());
    }
    if (!list.items().isEmpty()) {
      Node last = list.items().get(list.items().size() - 1);
      return Optional.of(inserted(end(last), ", " + item.flow()));
    }
    boolean alone = !isFlow(parent) && isEnd(list.span()) && isBlank(list);
    return Optional.of(
        alone
            ? unfolded(list, column(parent) + 2, new YamlValue.Items(List.of(item)).block())
            : insideEmpty(list, item.flow(), "]"));
  }

  /** A list of brackets with nothing in them becomes one of lines; a comment behind it stays. */
  private String unfolded(ListNode list, int indent, List<String> lines) {
    int start = offset(list.span().line(), list.span().column());
    while (text.charAt(start - 1) == ' ') {
      start--;
    }
    int stop = lineEnd(list.span().endLine());
    return text.substring(0, start)
        + text.substring(end(list), stop)
        + indented(indent, lines)
        + text.substring(stop);
  }

  private boolean isBlank(ListNode list) {
    String brackets = text.substring(offset(list.span().line(), list.span().column()), end(list));
    return brackets.substring(1, brackets.length() - 1).chars().allMatch(c -> c == ' ');
  }

  private String insideEmpty(Node node, String written, String closing) {
    int at = offset(node.span().line(), node.span().column()) + 1;
    return inserted(at, written + (closing.equals("}") && text.startsWith("}", at) ? " " : ""));
  }

  private Optional<String> below(Node node, int indent, List<String> lines) {
    return isEnd(node.span())
        ? Optional.of(inserted(lineEnd(node.span().endLine()), indented(indent, lines)))
        : Optional.empty();
  }

  private String atEnd(List<String> lines) {
    String indented = indented(column(root), lines);
    return text.endsWith("\n")
        ? text + indented.substring(lineEnd.length()) + lineEnd
        : text + indented;
  }

  private String indented(int indent, List<String> lines) {
    return lines.stream()
        .map(line -> lineEnd + " ".repeat(indent) + line)
        .collect(Collectors.joining());
  }

  private String inserted(int at, String written) {
    return text.substring(0, at) + written + text.substring(at);
  }

  /** Whether nothing but a comment follows a place on its line. */
  private boolean isEnd(Span span) {
    String rest = text.substring(offset(span.endLine(), span.endColumn()), lineEnd(span.endLine()));
    return rest.isBlank() || (rest.startsWith(" ") && rest.strip().startsWith("#"));
  }

  private boolean isFlow(Node node) {
    char first = text.charAt(offset(node.span().line(), node.span().column()));
    return first == '{' || first == '[';
  }

  private static int column(Node node) {
    return node.span().column() - 1;
  }

  private int end(Node node) {
    return offset(node.span().endLine(), node.span().endColumn());
  }

  private int lineStart(int line) {
    int start = 0;
    for (int number = 1; number < line; number++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }

  private int offset(int line, int column) {
    return text.offsetByCodePoints(lineStart(line), column - 1);
  }

  private int lineEnd(int line) {
    int end = text.indexOf('\n', lineStart(line));
    end = end < 0 ? text.length() : end;
    return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }
}
