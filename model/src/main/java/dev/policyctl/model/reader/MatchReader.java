package dev.policyctl.model.reader;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code match} of a rule or a limit. */
final class MatchReader {
  private static final List<String> KEYS =
      Stream.of(Dimension.values()).map(Dimension::key).toList();

  private MatchReader() {}

  /** The match; nothing where any selector is broken, since the rest would match too much. */
  static Optional<Match> read(Node node, FindingSink sink) {
    Optional<Fields> fields = Fields.of(node, "a match", sink);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Map<Dimension, Selector> selectors = new EnumMap<>(Dimension.class);
    boolean sound = true;
    for (MapNode.Entry entry : fields.get().entries()) {
      Optional<Dimension> dimension = Dimension.ofKey(entry.key().value());
      if (dimension.isEmpty()) {
        unknownDimension(entry.key(), sink);
        sound = false;
        continue;
      }
      Optional<Selector> selector = selector(dimension.get(), entry.value(), sink);
      selector.ifPresent(s -> selectors.put(dimension.get(), s));
      sound &= selector.isPresent();
    }
    return sound ? Optional.of(new Match(selectors)) : Optional.empty();
  }

  private static void unknownDimension(Text key, FindingSink sink) {
    sink.report(
        Finding.of(FindingCode.UNKNOWN_KEY, key.span(), "a match has no key `" + key.value() + "`")
            .subject("key:" + key.value())
            .help(
                Nearest.hint(key.value(), KEYS)
                    .or(() -> Optional.of("it may have " + String.join(", ", KEYS)))));
  }

  private static Optional<Selector> selector(Dimension dimension, Node node, FindingSink sink) {
    String what = "`" + dimension.key() + "`";
    if (!(node instanceof ListNode)) {
      Values.wrongType(node, what + " is a list of values", sink);
      return Optional.empty();
    }
    Optional<List<Node>> items = Values.filledList(node, what, sink);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<Text> values = new ArrayList<>();
    for (Node item : items.get()) {
      Values.text(item, "an entry of " + what, sink)
          .filter(text -> wellFormed(dimension, text, item, sink))
          .ifPresent(values::add);
    }
    return values.size() == items.get().size()
        ? Optional.of(new Selector(node.span(), values))
        : Optional.empty();
  }

  private static boolean wellFormed(Dimension dimension, Text text, Node node, FindingSink sink) {
    String value = text.value();
    if (value.equals(Dimension.UNKNOWN) || value.equals(Dimension.MISSING)) {
      return true;
    }
    Grammar grammar = Glob.isGlob(value) ? Grammar.GLOB : idGrammar(dimension.kind());
    if (!grammar.accepts(value)) {
      Values.invalid(
          node,
          "a "
              + dimension.singular()
              + " is made of "
              + grammar.description()
              + "; or it is `$unknown` or `$missing`",
          sink);
      return false;
    }
    return true;
  }

  /** The shape of an id in a registry of this kind. */
  static Grammar idGrammar(RegistryKind kind) {
    return kind == RegistryKind.MODELS ? Grammar.MODEL_ID : Grammar.ID;
  }
}
