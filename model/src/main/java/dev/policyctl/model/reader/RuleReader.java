package dev.policyctl.model.reader;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.Conditions;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads rules, in {@code policy.yaml} or in a rule file. */
public final class RuleReader {
  private static final int HIGHEST_PRIORITY = 1_000_000;
  private static final List<String> EFFECTS =
      Stream.of(Outcome.values()).map(Outcome::label).sorted().toList();
  private static final List<String> ACTIONS =
      Stream.of(Obligation.Action.values()).map(Obligation.Action::label).toList();

  private static final Optional<List<Obligation>> NO_OBLIGATIONS = Optional.of(List.of());

  private final Combining combining;
  private final FindingSink sink;
  private final ConditionReader conditions;

  /**
   * Makes a reader.
   *
   * @param combining of the policy that the rules belong to; it decides whether a priority is
   *     needed
   */
  public RuleReader(Combining combining, FindingSink sink) {
    this.combining = combining;
    this.sink = sink;
    this.conditions = new ConditionReader(sink);
  }

  /** The rules of a rule file, {@code {rules: [...]}}; broken ones are left out. */
  public List<Rule> ruleFile(Node root) {
    Optional<Fields> fields = Fields.of(root, "a rule file", sink);
    if (fields.isEmpty()) {
      return List.of();
    }
    fields.get().schemaVersion(false);
    List<Rule> rules = fields.get().require("rules").map(this::rules).orElse(List.of());
    fields.get().end();
    return rules;
  }

  /** The rules of a list; broken ones are left out. */
  List<Rule> rules(Node list) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : Values.list(list, "`rules`", sink).orElse(List.of())) {
      Fields.of(node, "a rule", sink).flatMap(this::rule).ifPresent(rules::add);
    }
    return rules;
  }

  /**
   * What of a rule could be read; nothing where a part is there and broken, or needed and not
   * there.
   */
  private record Parts(
      Optional<Text> id,
      Optional<Text> priority,
      Optional<Outcome> effect,
      Optional<Match> match,
      Optional<Conditions> when,
      Optional<List<Obligation>> obligations,
      Optional<Validity> validity) {}

  private Optional<Rule> rule(Fields fields) {
    Optional<Text> id = fields.requireText("id", Grammar.ID);
    Optional<String> description = fields.text("description").map(Text::value);
    Optional<String> owner = fields.text("owner").map(Text::value);
    Optional<Node> priority = priorityNode(fields);
    Optional<Outcome> effect = effect(fields);
    Optional<Match> match =
        fields.find("match").map(n -> MatchReader.read(n, sink)).orElse(Optional.of(Match.ANY));
    Optional<Conditions> when =
        fields.find("when").map(conditions::conditions).orElse(Optional.of(Conditions.NONE));
    Optional<List<Obligation>> obligations =
        fields.find("obligations").map(n -> obligations(n, effect)).orElse(NO_OBLIGATIONS);
    Optional<Node> validity = fields.find("validity");
    Parts parts =
        new Parts(
            id,
            priority.flatMap(this::priority),
            effect,
            match,
            when,
            obligations,
            validity.flatMap(conditions::validity));
    fields.end();
    boolean sound =
        (combining == Combining.DENY_OVERRIDES || priority.isPresent())
            && priority.isPresent() == parts.priority().isPresent()
            && validity.isPresent() == parts.validity().isPresent();
    return sound ? assemble(fields.span(), description, owner, parts) : Optional.empty();
  }

  private static Optional<Rule> assemble(
      Span span, Optional<String> description, Optional<String> owner, Parts parts) {
    if (parts.id().isEmpty()
        || parts.effect().isEmpty()
        || parts.match().isEmpty()
        || parts.when().isEmpty()
        || parts.obligations().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule(
            span,
            parts.id().get(),
            description,
            owner,
            parts.priority().map(p -> Integer.parseInt(p.value())).orElse(0),
            parts.priority(),
            parts.effect().get(),
            parts.match().get(),
            parts.when().get(),
            parts.obligations().get(),
            parts.validity()));
  }

  private Optional<Outcome> effect(Fields fields) {
    return fields
        .require("effect")
        .flatMap(n -> Values.oneOf(n, "`effect`", EFFECTS, sink))
        .flatMap(text -> Outcome.ofLabel(text.value()));
  }

  private Optional<Text> priority(Node node) {
    return Values.integer(node, "`priority`", 0, HIGHEST_PRIORITY, sink)
        .map(p -> new Text(p.toString(), node.span()));
  }

  private Optional<Node> priorityNode(Fields fields) {
    return combining == Combining.PRIORITY ? fields.require("priority") : fields.find("priority");
  }

  private Optional<List<Obligation>> obligations(Node node, Optional<Outcome> effect) {
    Optional<List<Node>> items = Values.list(node, "`obligations`", sink);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<Obligation> obligations = new ArrayList<>();
    for (Node item : items.get()) {
      obligation(item, "an obligation", sink).ifPresent(obligations::add);
    }
    boolean sound = obligations.size() == items.get().size();
    return checkRouteTo(obligations, effect) && sound ? Optional.of(obligations) : Optional.empty();
  }

  /**
   * Reads one obligation, a mapping of one key, or reports why not.
   *
   * @param what names the node in messages, with its article
   */
  public static Optional<Obligation> obligation(Node item, String what, FindingSink sink) {
    if (!(item instanceof MapNode map)) {
      Values.wrongType(item, what + " is a mapping, as `{ redact: profile }`", sink);
      return Optional.empty();
    }
    if (map.entries().size() != 1) {
      Values.invalid(item, what + " has exactly one key", sink);
      return Optional.empty();
    }
    Text key = map.entries().get(0).key();
    Node value = map.entries().get(0).value();
    Optional<Obligation.Action> action = Obligation.Action.ofLabel(key.value());
    if (action.isEmpty()) {
      sink.report(
          Finding.of(
                  FindingCode.UNKNOWN_KEY, key.span(), what + " has no key `" + key.value() + "`")
              .subject("key:" + key.value())
              .help(
                  Nearest.hint(key.value(), ACTIONS)
                      .or(() -> Optional.of("it may have one of " + String.join(", ", ACTIONS)))));
      return Optional.empty();
    }
    return Values.text(value, "`" + action.get().label() + "`", argumentGrammar(action.get()), sink)
        .map(text -> new Obligation(action.get(), text));
  }

  private static Grammar argumentGrammar(Obligation.Action action) {
    return switch (action) {
      case REDACT, TOKENIZE -> Grammar.ID;
      case ROUTE_TO -> Grammar.MODEL_ID;
      case LOG -> Grammar.LEVEL;
      case NOTIFY -> Grammar.CHANNEL;
    };
  }

  private boolean checkRouteTo(List<Obligation> obligations, Optional<Outcome> effect) {
    List<Obligation> routes =
        obligations.stream().filter(o -> o.action() == Obligation.Action.ROUTE_TO).toList();
    boolean doubled = routes.size() > 1;
    boolean pointless = !routes.isEmpty() && effect.filter(e -> e == Outcome.DENY).isPresent();
    if (doubled) {
      report(routes.get(1), "a rule has at most one `route_to`");
    }
    if (pointless) {
      report(routes.get(0), "`route_to` has no meaning on a rule that denies");
    }
    return !doubled && !pointless;
  }

  private void report(Obligation obligation, String message) {
    sink.report(Finding.of(FindingCode.INVALID_VALUE, obligation.argument().span(), message));
  }
}
