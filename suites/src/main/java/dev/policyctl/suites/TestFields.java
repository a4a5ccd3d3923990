package dev.policyctl.suites;

import dev.policyctl.evaluator.Reason;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.reader.Fields;
import dev.policyctl.model.reader.Grammar;
import dev.policyctl.model.reader.RuleReader;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the parts that cases, matrices and sequences share. Each method reports what is wrong; one
 * that returns an optional then returns nothing, since a test with a part left out tests another
 * thing.
 */
final class TestFields {
  private static final List<String> OUTCOMES =
      Stream.of(Outcome.ALLOW, Outcome.DENY, Outcome.REQUIRE_APPROVAL).map(Outcome::label).toList();
  private static final List<String> REASONS = Reason.all().stream().map(Reason::code).toList();
  private static final int DATE_LENGTH = 10;

  private final FindingSink sink;

  TestFields(FindingSink sink) {
    this.sink = sink;
  }

  /** An instant in RFC 3339; a date alone leaves the time of a request open. */
  Optional<Instant> instant(Node node, String what) {
    Optional<Text> text = Values.text(node, what, sink);
    Optional<Instant> instant =
        text.filter(t -> t.value().length() > DATE_LENGTH)
            .flatMap(t -> Values.parseInstant(t.value()));
    if (text.isPresent() && instant.isEmpty()) {
      Values.invalid(
          node, what + " is an RFC 3339 time with an offset, as `2026-09-01T09:00:00Z`", sink);
    }
    return instant;
  }

  /** A list of any strings. */
  Optional<List<Text>> texts(Node node, String what) {
    Optional<List<Node>> items = Values.list(node, what, sink);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<Text> texts = new ArrayList<>();
    for (Node item : items.get()) {
      Values.text(item, "an entry of " + what, sink).ifPresent(texts::add);
    }
    return texts.size() == items.get().size() ? Optional.of(texts) : Optional.empty();
  }

  /** A list of strings of a shape. */
  private Optional<List<Text>> texts(Node node, String what, Grammar grammar) {
    Optional<List<Node>> items = Values.list(node, what, sink);
    List<Text> texts = items.map(i -> Values.texts(node, what, grammar, sink)).orElse(List.of());
    return items.filter(i -> i.size() == texts.size()).map(i -> texts);
  }

  /** The fields of a request. */
  Optional<RequestFields> request(Node node, String what) {
    Optional<Fields> read = Fields.of(node, what, sink);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    int stated = 0;
    Map<Dimension, List<Text>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      if (dimension != Dimension.ROLES) {
        Optional<Node> value = fields.find(RequestFields.key(dimension));
        value.flatMap(n -> values(dimension, n)).ifPresent(list -> values.put(dimension, list));
        stated += value.isPresent() ? 1 : 0;
      }
    }
    Map<Attribute, BigDecimal> attributes = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      Optional<Node> value = fields.find(attribute.key());
      value.flatMap(n -> number(attribute, n)).ifPresent(v -> attributes.put(attribute, v));
      stated += value.isPresent() ? 1 : 0;
    }
    Optional<Node> environment = fields.find("environment");
    Optional<Node> tenant = fields.find("tenant");
    RequestFields request =
        new RequestFields(
            values,
            attributes,
            environment.flatMap(n -> Values.text(n, "`environment`", sink)),
            tenant.flatMap(n -> Values.text(n, "`tenant`", sink)));
    fields.end();
    boolean sound =
        stated == values.size() + attributes.size()
            && environment.isPresent() == request.environment().isPresent()
            && tenant.isPresent() == request.tenant().isPresent();
    return sound ? Optional.of(request) : Optional.empty();
  }

  private Optional<List<Text>> values(Dimension dimension, Node node) {
    String what = "`" + RequestFields.key(dimension) + "`";
    return dimension == Dimension.CLASSIFICATIONS
        ? texts(node, what)
        : Values.text(node, what, sink).map(List::of);
  }

  private Optional<BigDecimal> number(Attribute attribute, Node node) {
    String what = "`" + attribute.key() + "`";
    return attribute.integer()
        ? Values.integer(node, what, 0, Long.MAX_VALUE, sink).map(BigDecimal::valueOf)
        : Values.decimal(node, what, sink);
  }

  /** What is expected of a decision. */
  Optional<Expectation> expectation(Node node) {
    Optional<Fields> read = Fields.of(node, "`expect`", sink);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    Optional<Outcome> outcome =
        fields
            .require("outcome")
            .flatMap(n -> Values.oneOf(n, "`outcome`", OUTCOMES, sink))
            .flatMap(text -> Outcome.ofLabel(text.value()));
    Optional<Node> reasonNode = fields.find("reason");
    Optional<Reason> reason =
        reasonNode
            .flatMap(n -> Values.oneOf(n, "`reason`", REASONS, sink))
            .flatMap(text -> Reason.ofCode(text.value()));
    Optional<Node> rulesNode = fields.find("rules");
    Optional<List<Text>> rules = rulesNode.flatMap(n -> texts(n, "`rules`", Grammar.ID));
    Optional<Node> dutyNode = fields.find("obligations");
    Optional<List<Obligation>> duties = dutyNode.flatMap(this::obligations);
    Optional<Node> limitsNode = fields.find("limits");
    Optional<List<Text>> limits = limitsNode.flatMap(n -> texts(n, "`limits`", Grammar.ID));
    Optional<Node> droppedNode = fields.find("dropped_roles");
    Optional<List<Text>> dropped = droppedNode.flatMap(n -> texts(n, "`dropped_roles`"));
    fields.end();
    boolean sound =
        reasonNode.isPresent() == reason.isPresent()
            && rulesNode.isPresent() == rules.isPresent()
            && dutyNode.isPresent() == duties.isPresent()
            && limitsNode.isPresent() == limits.isPresent()
            && droppedNode.isPresent() == dropped.isPresent();
    return outcome
        .filter(o -> sound)
        .map(o -> new Expectation(fields.span(), o, reason, rules, duties, limits, dropped));
  }

  private Optional<List<Obligation>> obligations(Node node) {
    Optional<List<Node>> items = Values.list(node, "`obligations`", sink);
    List<Obligation> obligations = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      RuleReader.obligation(item, "an obligation", sink).ifPresent(obligations::add);
    }
    return items.filter(i -> i.size() == obligations.size()).map(i -> obligations);
  }
}
