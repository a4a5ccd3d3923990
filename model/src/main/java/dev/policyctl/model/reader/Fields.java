package dev.policyctl.model.reader;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping that is being read key by key. Whoever read all the keys that there may be calls {@link
 * #end()}, which reports those that nobody asked for.
 */
public final class Fields {
  private final MapNode map;
  private final String what;
  private final FindingSink sink;
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(MapNode map, String what, FindingSink sink) {
    this.map = map;
    this.what = what;
    this.sink = sink;
  }

  /**
   * The fields of a node, or nothing (reported) where it is no mapping.
   *
   * @param what the thing that the mapping describes, with its article: {@code a rule}
   */
  public static Optional<Fields> of(Node node, String what, FindingSink sink) {
    if (node instanceof MapNode map) {
      return Optional.of(new Fields(map, what, sink));
    }
    Values.wrongType(node, what + " is a mapping", sink);
    return Optional.empty();
  }

  /** Where the mapping stands. */
  public Span span() {
    return map.span();
  }

  /** Where findings go. */
  public FindingSink sink() {
    return sink;
  }

  /** The entries, in file order; all of them count as asked for. */
  public List<MapNode.Entry> entries() {
    map.entries().forEach(entry -> asked.add(entry.key().value()));
    return map.entries();
  }

  /** The value of a key that may be there. */
  public Optional<Node> find(String key) {
    asked.add(key);
    return map.find(key);
  }

  /** The value of a key that must be there; its absence is reported. */
  public Optional<Node> require(String key) {
    Optional<Node> value = find(key);
    if (value.isEmpty()) {
      sink.report(
          Finding.of(FindingCode.MISSING_KEY, start(), what + " needs `" + key + "`")
              .subject("missing:" + key));
    }
    return value;
  }

  /** Where the key of an entry stands; the start of the mapping where it is not there. */
  public Span keySpan(String key) {
    for (MapNode.Entry entry : map.entries()) {
      if (entry.key().value().equals(key)) {
        return entry.key().span();
      }
    }
    return start();
  }

  /** From the key of an entry to the end of its value. */
  public Span entrySpan(String key) {
    Span from = keySpan(key);
    Span to = map.find(key).map(Node::span).orElse(from);
    boolean behind =
        to.endLine() > from.endLine()
            || (to.endLine() == from.endLine() && to.endColumn() > from.endColumn());
    return behind
        ? new Span(from.path(), from.line(), from.column(), to.endLine(), to.endColumn())
        : from;
  }

  /** The first key, as the place of what the mapping lacks. */
  private Span start() {
    return map.entries().isEmpty()
        ? Values.firstCharacter(map.span())
        : map.entries().get(0).key().span();
  }

  /** A string that may be there. */
  public Optional<Text> text(String key) {
    return find(key).flatMap(node -> Values.text(node, "`" + key + "`", sink));
  }

  /** A string of a shape that may be there. */
  public Optional<Text> text(String key, Grammar grammar) {
    return find(key).flatMap(node -> Values.text(node, "`" + key + "`", grammar, sink));
  }

  /** A string of a shape that must be there. */
  public Optional<Text> requireText(String key, Grammar grammar) {
    return require(key).flatMap(node -> Values.text(node, "`" + key + "`", grammar, sink));
  }

  /** A string that must be there and hold more than blanks. */
  public Optional<Text> requireFilledText(String key) {
    return require(key).flatMap(node -> Values.filledText(node, "`" + key + "`", sink));
  }

  /** A list of strings of a shape that may be there; empty where it is not. */
  public List<Text> texts(String key, Grammar grammar) {
    return find(key)
        .map(node -> Values.texts(node, "`" + key + "`", grammar, sink))
        .orElse(List.of());
  }

  /** A list of strings with more than blanks that may be there; empty where it is not. */
  public List<Text> texts(String key) {
    List<Text> texts = new ArrayList<>();
    for (Node item : list(key)) {
      Values.filledText(item, "an entry of `" + key + "`", sink).ifPresent(texts::add);
    }
    return texts;
  }

  /** The items of a list that may be there; empty where it is not. */
  public List<Node> list(String key) {
    return find(key).flatMap(node -> Values.list(node, "`" + key + "`", sink)).orElse(List.of());
  }

  /** A boolean that may be there. */
  public Optional<Boolean> bool(String key) {
    return find(key).flatMap(node -> Values.bool(node, "`" + key + "`", sink));
  }

  /** An integer within bounds, both inclusive, that may be there. */
  public Optional<Long> integer(String key, long min, long max) {
    return find(key).flatMap(node -> Values.integer(node, "`" + key + "`", min, max, sink));
  }

  /** The words of a small set that a string must be one of. */
  public Optional<Text> oneOf(String key, List<String> words) {
    return find(key).flatMap(node -> Values.oneOf(node, "`" + key + "`", words, sink));
  }

  /**
   * The {@code schemaVersion}: 1 is the only one there is.
   *
   * @param required whether its absence is a defect
   */
  public void schemaVersion(boolean required) {
    Optional<Node> node = required ? require("schemaVersion") : find("schemaVersion");
    if (node.isEmpty()) {
      return;
    }
    Optional<Long> version =
        Values.integer(node.get(), "`schemaVersion`", Long.MIN_VALUE, Long.MAX_VALUE, sink);
    if (version.isPresent() && version.get() != 1) {
      sink.report(
          Finding.of(
                  FindingCode.UNSUPPORTED_SCHEMA_VERSION,
                  node.get().span(),
                  "schema version " + version.get() + " is not one that this policyctl reads")
              .help("it reads version 1; a newer policyctl may read others"));
    }
  }

  /** Reports every key that nobody asked for. */
  public void end() {
    for (MapNode.Entry entry : map.entries()) {
      String key = entry.key().value();
      if (!asked.contains(key)) {
        sink.report(
            Finding.of(
                    FindingCode.UNKNOWN_KEY, entry.key().span(), what + " has no key `" + key + "`")
                .subject("key:" + key)
                .help(
                    Nearest.hint(key, asked)
                        .or(() -> Optional.of("it may have " + String.join(", ", asked)))));
      }
    }
  }
}
