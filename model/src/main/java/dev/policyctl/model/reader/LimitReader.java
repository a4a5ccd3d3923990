package dev.policyctl.model.reader;

import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the {@code limits} of a policy. */
final class LimitReader {
  private static final List<String> METRICS =
      Stream.of(Limit.Metric.values()).map(Limit.Metric::label).toList();
  private static final List<String> KEYS =
      Stream.of(Limit.Key.values()).map(Limit.Key::label).toList();

  private final FindingSink sink;

  LimitReader(FindingSink sink) {
    this.sink = sink;
  }

  /** The limits of a list; broken ones are left out. */
  List<Limit> limits(Node list) {
    List<Limit> limits = new ArrayList<>();
    for (Node node : Values.list(list, "`limits`", sink).orElse(List.of())) {
      Fields.of(node, "a limit", sink).flatMap(this::limit).ifPresent(limits::add);
    }
    return limits;
  }

  private record Window(Duration length, boolean sliding) {}

  private Optional<Limit> limit(Fields fields) {
    Optional<Text> id = fields.requireText("id", Grammar.ID);
    Optional<Text> description = fields.text("description");
    Optional<Match> match =
        fields.find("match").map(n -> MatchReader.read(n, sink)).orElse(Optional.of(Match.ANY));
    Optional<List<Limit.Key>> key = fields.require("key").flatMap(this::key);
    Optional<Limit.Metric> metric =
        fields
            .require("metric")
            .flatMap(n -> Values.oneOf(n, "`metric`", METRICS, sink))
            .map(text -> Limit.Metric.valueOf(text.value().toUpperCase(Locale.ROOT)));
    Optional<BigDecimal> max = fields.require("max").flatMap(n -> max(n, metric));
    Optional<Window> window = fields.require("window").flatMap(this::window);
    fields.end();
    if (id.isEmpty()
        || match.isEmpty()
        || key.isEmpty()
        || metric.isEmpty()
        || max.isEmpty()
        || window.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Limit(
            fields.span(),
            id.get(),
            description.map(Text::value),
            match.get(),
            key.get(),
            metric.get(),
            max.get(),
            window.get().length(),
            window.get().sliding()));
  }

  private Optional<List<Limit.Key>> key(Node node) {
    Optional<List<Node>> items = Values.filledList(node, "`key`", sink);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    Set<Limit.Key> keys = EnumSet.noneOf(Limit.Key.class);
    boolean sound = true;
    for (Node item : items.get()) {
      Optional<Text> word = Values.oneOf(item, "an entry of `key`", KEYS, sink);
      sound &= word.isPresent();
      if (word.isPresent()
          && !keys.add(Limit.Key.valueOf(word.get().value().toUpperCase(Locale.ROOT)))) {
        Values.invalid(item, "`key` names `" + word.get().value() + "` twice", sink);
        sound = false;
      }
    }
    return sound ? Optional.of(List.copyOf(keys)) : Optional.empty();
  }

  private Optional<BigDecimal> max(Node node, Optional<Limit.Metric> metric) {
    boolean decimal = metric.filter(m -> m == Limit.Metric.COST_USD).isPresent();
    Optional<BigDecimal> max =
        decimal || metric.isEmpty()
            ? Values.decimal(node, "`max`", sink)
            : Values.integer(node, "`max`", 1, Long.MAX_VALUE, sink).map(BigDecimal::valueOf);
    if (max.isPresent() && max.get().signum() == 0) {
      Values.invalid(node, "`max` is larger than 0", sink);
      return Optional.empty();
    }
    return max;
  }

  private Optional<Window> window(Node node) {
    if (!(node instanceof MapNode)) {
      return length(node, "`window`").map(length -> new Window(length, false));
    }
    Fields fields = Fields.of(node, "`window`", sink).orElseThrow();
    Optional<Node> fixed = fields.find("fixed");
    Optional<Node> sliding = fields.find("sliding");
    fields.end();
    if (fixed.isPresent() == sliding.isPresent()) {
      Values.invalid(node, "`window` is a duration, or has one of `fixed` and `sliding`", sink);
      return Optional.empty();
    }
    return sliding.isPresent()
        ? length(sliding.get(), "`sliding`").map(length -> new Window(length, true))
        : length(fixed.orElseThrow(), "`fixed`").map(length -> new Window(length, false));
  }

  private Optional<Duration> length(Node node, String what) {
    Optional<Duration> length = Values.duration(node, what, sink);
    if (length.isPresent() && length.get().isZero()) {
      Values.invalid(node, what + " is longer than 0", sink);
      return Optional.empty();
    }
    return length;
  }
}
