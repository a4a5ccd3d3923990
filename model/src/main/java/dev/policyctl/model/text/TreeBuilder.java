package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.ScalarNode.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds the tree of one document from parser events, without recursion, and refuses what a policy
 * file must not hold: anchors, aliases, tags, merge keys, a second document, deep nesting.
 */
final class TreeBuilder {
  private final SourceText source;
  private final boolean standIns;
  private final InputLimits limits;
  private final FindingSink sink;
  private final List<Span> scalars;
  private final Deque<OpenNode> open = new ArrayDeque<>();
  private Optional<Node> root = Optional.empty();
  private int documents;

  /**
   * Makes one.
   *
   * @param standIns whether the text has stand-ins for characters that were refused
   * @param scalars receives the place of each scalar, in file order
   */
  TreeBuilder(
      SourceText source,
      boolean standIns,
      InputLimits limits,
      FindingSink sink,
      List<Span> scalars) {
    this.source = source;
    this.standIns = standIns;
    this.limits = limits;
    this.sink = sink;
    this.scalars = scalars;
  }

  /** The tree, once all events were taken; empty for a file without content. */
  Optional<Node> root() {
    return root;
  }

  /** Takes the next event; false: the rest must not be read. */
  boolean take(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> {
        if (++documents > 1) {
          forbid(span(event), "a second document", "put it into a file of its own");
          return false;
        }
      }
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> {
        forbid(
            span(event),
            "the alias `*" + ((AliasEvent) event).getAlias() + "`",
            "repeat the value");
        add(broken(span(event)));
      }
      case SequenceStart, MappingStart -> {
        return start((CollectionStartEvent) event);
      }
      case SequenceEnd, MappingEnd -> add(open.pop().close(end(event), source.path()));
      default -> {}
    }
    return true;
  }

  private boolean start(CollectionStartEvent event) {
    if (open.size() >= limits.depth()) {
      sink.report(
          Finding.of(
              FindingCode.INPUT_LIMIT,
              span(event),
              "nested deeper than " + limits.depth() + " levels"));
      return false;
    }
    checkTag(event, event.getTag().isPresent());
    checkAnchor(event, event.getTag().isPresent());
    Mark start = event.getStartMark().orElseThrow();
    open.push(
        new OpenNode(
            event.getEventId() == Event.ID.MappingStart,
            event.isFlow(),
            start.getLine() + 1,
            start.getColumn() + 1));
    return true;
  }

  private void scalar(ScalarEvent event) {
    Span span = isBlock(event) ? withoutBlankEnd(span(event)) : span(event);
    scalars.add(span);
    checkTag(event, event.getTag().isPresent());
    checkAnchor(event, event.getTag().isPresent());
    add(typed(event, span));
  }

  private ScalarNode typed(ScalarEvent event, Span span) {
    String text = event.getValue();
    if (text.length() > limits.scalarBytes()) {
      sink.report(
          Finding.of(
                  FindingCode.INPUT_LIMIT,
                  span,
                  "a scalar is longer than " + limits.scalarBytes() + " characters")
              .help("split it; `limits: { scalarBytes: … }` in .policyctl.yaml raises the limit"));
      return broken(span);
    }
    if (standIns && text.indexOf(CharacterScan.STAND_IN) >= 0) {
      return broken(span);
    }
    Optional<Integer> bad =
        text.codePoints().filter(c -> !CharacterScan.allowed(c)).boxed().findFirst();
    if (bad.isPresent()) {
      sink.report(
          Finding.of(
                  FindingCode.FORBIDDEN_CHARACTER,
                  span,
                  "forbidden character " + CharacterScan.name(bad.get()) + ", written as an escape")
              .help("remove it; control, format and surrogate characters hide what a rule says"));
      return broken(span);
    }
    if (event.getScalarStyle() != ScalarStyle.PLAIN) {
      return new ScalarNode(span, Kind.STRING, text);
    }
    ScalarTypes.Typed typed = ScalarTypes.of(text);
    if (typed.text().isEmpty()) {
      sink.report(invalidNumber(span, text));
      return broken(span);
    }
    return new ScalarNode(span, typed.kind(), typed.text().get());
  }

  private static Finding invalidNumber(Span span, String text) {
    boolean zeros = text.matches("[-+]?0[0-9]{1,30}");
    return Finding.of(
            FindingCode.INVALID_NUMBER,
            span,
            zeros
                ? "a number with leading zeros is ambiguous"
                : "not a number that policyctl reads")
        .help(
            zeros
                ? "drop the zeros, or quote it if it is a name"
                : "integers have at most 64 bits, decimals are finite and have at most 18"
                    + " significant digits; quote it if it is a name")
        .build();
  }

  private void add(Node node) {
    OpenNode parent = open.peek();
    if (parent == null) {
      root = Optional.of(node);
    } else {
      parent.add(node, sink);
    }
  }

  private void checkTag(Event event, boolean tagged) {
    if (tagged) {
      forbid(span(event), "a tag", "remove it; a value's type follows from how it is written");
    }
  }

  private void checkAnchor(NodeEvent event, boolean tagged) {
    if (event.getAnchor().isEmpty()) {
      return;
    }
    String anchor = "&" + event.getAnchor().get();
    Span span = span(event);
    if (!tagged) {
      int end = span.column() + anchor.codePointCount(0, anchor.length());
      span = new Span(span.path(), span.line(), span.column(), span.line(), end);
    }
    forbid(span, "the anchor `" + anchor + "`", "remove it");
  }

  private void forbid(Span span, String what, String help) {
    sink.report(
        Finding.of(FindingCode.FORBIDDEN_YAML, span, what + " is not allowed in a policy file")
            .help(help));
  }

  static ScalarNode broken(Span span) {
    return new ScalarNode(span, Kind.BROKEN, "");
  }

  private static boolean isBlock(ScalarEvent event) {
    return event.getScalarStyle() == ScalarStyle.LITERAL
        || event.getScalarStyle() == ScalarStyle.FOLDED;
  }

  /** To the parser a block scalar ends where the next token begins. */
  private Span withoutBlankEnd(Span span) {
    int line = span.endLine();
    int column = span.endColumn();
    while (line > span.line() && (column == 1 || source.line(line).isBlank())) {
      line--;
      String text = source.line(line);
      column = text.codePointCount(0, text.length()) + 1;
    }
    return new Span(span.path(), span.line(), span.column(), line, column);
  }

  private Span span(Event event) {
    Mark start = event.getStartMark().orElseThrow();
    int[] end = end(event);
    return new Span(source.path(), start.getLine() + 1, start.getColumn() + 1, end[0], end[1]);
  }

  private static int[] end(Event event) {
    Mark end = event.getEndMark().orElseThrow();
    return new int[] {end.getLine() + 1, end.getColumn() + 1};
  }
}
