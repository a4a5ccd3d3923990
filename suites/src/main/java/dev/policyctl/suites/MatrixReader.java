package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.reader.Fields;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads matrices. */
final class MatrixReader {
  /** The shape of an identity's name. */
  static final Grammar IDENTITY = Grammar.MODEL_ID;

  private static final String IDENTITIES = "identities";

  private final TestFields testFields;
  private final Consumer<Text> names;
  private final FindingSink sink;

  /**
   * Makes one.
   *
   * @param names receives the name of each test
   */
  MatrixReader(TestFields testFields, Consumer<Text> names, FindingSink sink) {
    this.testFields = testFields;
    this.names = names;
    this.sink = sink;
  }

  Optional<TestMatrix> read(Fields fields) {
    Optional<Text> name = fields.requireFilledText("name");
    name.ifPresent(names);
    Optional<TestMatrix.Axes> over =
        fields.require("over").flatMap(n -> axes(n, "`over`")).filter(this::somebodyAsks);
    Optional<RequestFields> request =
        fields
            .find("request")
            .map(n -> testFields.request(n, "`request`"))
            .orElse(Optional.of(RequestFields.NONE));
    boolean apart = over.isEmpty() || request.isEmpty() || apart(over.get(), request.get(), fields);
    Optional<Node> atNode = fields.find("at");
    Optional<Instant> at = atNode.flatMap(n -> testFields.instant(n, "`at`"));
    Optional<List<TestMatrix.Axes>> allow = items(fields, "allow");
    Optional<List<TestMatrix.Axes>> approval = items(fields, "require_approval");
    Optional<Node> otherwise = fields.find("otherwise");
    boolean denies = otherwise.isEmpty() || fields.oneOf("otherwise", List.of("deny")).isPresent();
    fields.end();
    if (name.isEmpty()
        || over.isEmpty()
        || request.isEmpty()
        || !apart
        || atNode.isPresent() != at.isPresent()
        || allow.isEmpty()
        || approval.isEmpty()
        || !denies) {
      return Optional.empty();
    }
    return Optional.of(
        new TestMatrix(
            fields.span(), name.get(), over.get(), request.get(), at, allow.get(), approval.get()));
  }

  private boolean somebodyAsks(TestMatrix.Axes over) {
    boolean roles = over.values().containsKey(Dimension.ROLES);
    if (roles == over.identities().isPresent()) {
      sink.report(
          Finding.of(
              roles ? FindingCode.INVALID_VALUE : FindingCode.MISSING_KEY,
              start(over),
              "`over` has exactly one of `identities` and `roles`"));
      return false;
    }
    return true;
  }

  private static Span start(TestMatrix.Axes over) {
    Span span = over.span();
    return new Span(span.path(), span.line(), span.column(), span.line(), span.column() + 1);
  }

  /** What varies cannot be fixed as well. */
  private boolean apart(TestMatrix.Axes over, RequestFields request, Fields fields) {
    boolean apart = true;
    for (Dimension dimension : over.values().keySet()) {
      if (request.values().containsKey(dimension)) {
        sink.report(
            Finding.of(
                FindingCode.INVALID_VALUE,
                fields.keySpan("request"),
                "`request` states `"
                    + RequestFields.key(dimension)
                    + "`, which `over` varies already"));
        apart = false;
      }
    }
    return apart;
  }

  private Optional<List<TestMatrix.Axes>> items(Fields fields, String key) {
    Optional<Node> node = fields.find(key);
    if (node.isEmpty()) {
      return Optional.of(List.of());
    }
    Optional<List<Node>> nodes = Values.list(node.get(), "`" + key + "`", sink);
    List<TestMatrix.Axes> items = new ArrayList<>();
    for (Node item : nodes.orElse(List.of())) {
      axes(item, "an item of `" + key + "`").ifPresent(items::add);
    }
    return nodes.filter(n -> n.size() == items.size()).map(n -> items);
  }

  private Optional<TestMatrix.Axes> axes(Node node, String what) {
    Optional<Fields> read = Fields.of(node, what, sink);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    boolean sound = true;
    Optional<Node> identitiesNode = fields.find(IDENTITIES);
    Optional<List<Text>> identities = identitiesNode.flatMap(n -> entries(n, Optional.empty()));
    sound &= identitiesNode.isPresent() == identities.isPresent();
    Map<Dimension, List<Text>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      Optional<Node> entry = fields.find(dimension.key());
      Optional<List<Text>> list = entry.flatMap(n -> entries(n, Optional.of(dimension)));
      list.ifPresent(l -> values.put(dimension, l));
      sound &= entry.isPresent() == list.isPresent();
    }
    fields.end();
    return sound
        ? Optional.of(new TestMatrix.Axes(fields.span(), identities, values))
        : Optional.empty();
  }

  private Optional<List<Text>> entries(Node node, Optional<Dimension> dimension) {
    String what = "`" + dimension.map(Dimension::key).orElse(IDENTITIES) + "`";
    Optional<List<Node>> items = Values.filledList(node, what, sink);
    List<Text> entries = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      Values.text(item, "an entry of " + what, sink)
          .filter(text -> wellFormed(text, dimension, item))
          .ifPresent(entries::add);
    }
    return items.filter(i -> i.size() == entries.size()).map(i -> entries);
  }

  private boolean wellFormed(Text text, Optional<Dimension> dimension, Node node) {
    String value = text.value();
    if (dimension.isPresent()
        && (value.equals(Dimension.UNKNOWN) || value.equals(Dimension.MISSING))) {
      return true;
    }
    Grammar literal = dimension.map(MatrixReader::literal).orElse(IDENTITY);
    Grammar grammar = Glob.isGlob(value) ? Grammar.GLOB : literal;
    if (!grammar.accepts(value)) {
      Values.invalid(
          node,
          "an entry of `"
              + MatrixPlan.key(dimension)
              + "` is made of "
              + grammar.description()
              + (dimension.isPresent() ? "; or it is `$unknown` or `$missing`" : ""),
          sink);
      return false;
    }
    return true;
  }

  private static Grammar literal(Dimension dimension) {
    return dimension.kind() == RegistryKind.MODELS ? Grammar.MODEL_ID : Grammar.ID;
  }
}
