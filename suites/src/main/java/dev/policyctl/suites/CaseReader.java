package dev.policyctl.suites;

import dev.policyctl.evaluator.Usage;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.reader.Fields;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads cases and sequences of them. */
final class CaseReader {
  /** What a request may be made to lack. */
  static final List<String> ABSENTABLE =
      Stream.of(
              Stream.of("exp", "roles", "subject", "tenant", "environment", "time"),
              Stream.of(Dimension.values())
                  .filter(dimension -> dimension != Dimension.ROLES)
                  .map(RequestFields::key),
              Stream.of(Attribute.values()).map(Attribute::key))
          .flatMap(keys -> keys)
          .toList();

  private static final int MOST_REPETITIONS = 1_000_000;

  private final TestFields testFields;
  private final Consumer<Text> names;
  private final FindingSink sink;

  /**
   * Makes one.
   *
   * @param names receives the name of each test
   */
  CaseReader(TestFields testFields, Consumer<Text> names, FindingSink sink) {
    this.testFields = testFields;
    this.names = names;
    this.sink = sink;
  }

  Optional<TestCase> read(Fields fields) {
    Optional<Text> name = fields.requireFilledText("name");
    name.ifPresent(names);
    Optional<String> description = fields.text("description").map(Text::value);
    Optional<Text> identity = fields.requireText("identity", MatrixReader.IDENTITY);
    Optional<RequestFields> request = request(fields);
    Optional<Node> atNode = fields.find("at");
    Optional<Instant> at = atNode.flatMap(n -> testFields.instant(n, "`at`"));
    Optional<List<Text>> absent =
        fields.find("absent").map(this::absent).orElse(Optional.of(List.of()));
    Optional<Expectation> expect = fields.require("expect").flatMap(testFields::expectation);
    Optional<Integer> repeat = repeat(fields);
    Optional<Text> skip = fields.find("skip").isPresent() ? skip(fields) : Optional.empty();
    fields.end();
    if (name.isEmpty()
        || identity.isEmpty()
        || request.isEmpty()
        || atNode.isPresent() != at.isPresent()
        || absent.isEmpty()
        || expect.isEmpty()
        || repeat.isEmpty()
        || fields.find("skip").isPresent() != skip.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        new TestCase(
            fields.span(),
            name.get(),
            description,
            identity.get(),
            request.get(),
            at,
            absent.get(),
            expect.get(),
            repeat.get(),
            skip));
  }

  private Optional<RequestFields> request(Fields fields) {
    return fields
        .find("request")
        .map(n -> testFields.request(n, "`request`"))
        .orElse(Optional.of(RequestFields.NONE));
  }

  private static Optional<Integer> repeat(Fields fields) {
    return fields.find("repeat").isEmpty()
        ? Optional.of(1)
        : fields.integer("repeat", 1, MOST_REPETITIONS).map(Long::intValue);
  }

  private Optional<Text> skip(Fields fields) {
    Optional<Text> reason = fields.text("skip");
    if (reason.isPresent() && reason.get().value().isBlank()) {
      Values.invalid(
          fields.find("skip").orElseThrow(), "`skip` says why the case is not run", sink);
      return Optional.empty();
    }
    return reason;
  }

  private Optional<List<Text>> absent(Node node) {
    Optional<List<Node>> items = Values.list(node, "`absent`", sink);
    List<Text> absent = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      Values.oneOf(item, "an entry of `absent`", ABSENTABLE, sink).ifPresent(absent::add);
    }
    return items.filter(i -> i.size() == absent.size()).map(i -> absent);
  }

  Optional<TestSequence> readSequence(Fields fields) {
    Optional<Text> name = fields.requireFilledText("name");
    name.ifPresent(names);
    Optional<String> description = fields.text("description").map(Text::value);
    Optional<List<Node>> items =
        fields.require("steps").flatMap(n -> Values.filledList(n, "`steps`", sink));
    List<TestSequence.Step> steps = new ArrayList<>();
    for (Node item : items.orElse(List.of())) {
      Fields.of(item, "a step", sink).flatMap(this::step).ifPresent(steps::add);
    }
    fields.end();
    // A sequence without one of its steps would test another thing.
    return name.isPresent() && items.isPresent() && items.get().size() == steps.size()
        ? Optional.of(new TestSequence(fields.span(), name.get(), description, steps))
        : Optional.empty();
  }

  private Optional<TestSequence.Step> step(Fields fields) {
    Optional<Duration> advance =
        fields
            .find("advance")
            .map(n -> Values.duration(n, "`advance`", sink))
            .orElse(Optional.of(Duration.ZERO));
    Optional<Text> caseName = fields.requireFilledText("case");
    Optional<Node> usageNode = fields.find("usage");
    Optional<Usage> usage = usageNode.flatMap(this::usage);
    Optional<Node> expectNode = fields.find("expect");
    Optional<Expectation> expect = expectNode.flatMap(testFields::expectation);
    Optional<RequestFields> request = request(fields);
    Optional<Node> identityNode = fields.find("identity");
    Optional<Text> identity =
        identityNode.flatMap(n -> Values.text(n, "`identity`", MatrixReader.IDENTITY, sink));
    Optional<Integer> repeat = repeat(fields);
    fields.end();
    if (advance.isEmpty()
        || caseName.isEmpty()
        || usageNode.isPresent() != usage.isPresent()
        || expectNode.isPresent() != expect.isPresent()
        || request.isEmpty()
        || identityNode.isPresent() != identity.isPresent()
        || repeat.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TestSequence.Step(
            fields.span(),
            caseName.get(),
            advance.get(),
            usage,
            expect,
            request.get(),
            identity,
            repeat.get()));
  }

  private Optional<Usage> usage(Node node) {
    Optional<Fields> read = Fields.of(node, "`usage`", sink);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    Fields fields = read.get();
    Optional<Node> tokensNode = fields.find("tokens");
    Optional<Long> tokens = fields.integer("tokens", 0, Long.MAX_VALUE);
    Optional<Node> costNode = fields.find("cost_usd");
    Optional<BigDecimal> cost = costNode.flatMap(this::cost);
    fields.end();
    return tokensNode.isPresent() == tokens.isPresent() && costNode.isPresent() == cost.isPresent()
        ? Optional.of(new Usage(tokens.orElse(0L), cost.orElse(BigDecimal.ZERO)))
        : Optional.empty();
  }

  private Optional<BigDecimal> cost(Node node) {
    Optional<BigDecimal> cost = Values.decimal(node, "`cost_usd`", sink);
    try {
      cost.ifPresent(value -> new Usage(0, value));
      return cost;
    } catch (IllegalArgumentException e) {
      Values.invalid(node, "`cost_usd` is less than 10^18", sink);
      return Optional.empty();
    }
  }
}
