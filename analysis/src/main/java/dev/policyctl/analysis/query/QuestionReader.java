package dev.policyctl.analysis.query;

import dev.policyctl.evaluator.CompiledPolicy;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.Bound;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.text.Nearest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reads the terms of a question against the registries of a policy. */
final class QuestionReader {
  private static final String TIME = "time";
  private static final Span SPAN = Span.startOf("question");

  /** A number that is longer than this is none that anybody means. */
  private static final int LONGEST_NUMBER = 40;

  private final CompiledPolicy policy;
  private final Map<Dimension, SortedSet<String>> values = new EnumMap<>(Dimension.class);
  private final Map<Attribute, Optional<NumericRange>> numbers = new EnumMap<>(Attribute.class);
  private Optional<Instant> time = Optional.empty();

  QuestionReader(CompiledPolicy policy) {
    this.policy = policy;
  }

  Question read(List<String> terms) {
    terms.forEach(this::term);
    return new Question(values, numbers, time);
  }

  private void term(String term) {
    int equals = term.indexOf('=');
    if (equals < 1 || equals == term.length() - 1) {
      throw usage(
          "`" + term + "` is not of the form DIMENSION=VALUE",
          "write role=analyst, model=a,b or input_tokens=..8000; the policy comes first");
    }
    String key = term.substring(0, equals);
    String value = term.substring(equals + 1);
    Optional<Attribute> attribute = Attribute.ofKey(key);
    if (key.equals(TIME)) {
      once(time.isPresent(), key);
      time = Optional.of(moment(value));
    } else if (attribute.isPresent()) {
      once(numbers.containsKey(attribute.get()), key);
      numbers.put(attribute.get(), number(attribute.get(), value));
    } else {
      Dimension dimension = dimension(key, policy);
      SortedSet<String> names = values.computeIfAbsent(dimension, d -> new TreeSet<>());
      for (String name : value.split(",", -1)) {
        names.addAll(names(dimension, name));
      }
    }
  }

  private static void once(boolean again, String key) {
    if (again) {
      throw usage("`" + key + "` is given twice", "give each number, and the time, once");
    }
  }

  /**
   * The dimension that a policy has under a name.
   *
   * @throws OperationalException where it has none
   */
  static Dimension dimension(String key, CompiledPolicy policy) {
    Optional<Dimension> dimension = Dimension.find(key);
    if (dimension.isPresent() && policy.dimensions().contains(dimension.get())) {
      return dimension.get();
    }
    List<String> known = new ArrayList<>();
    policy.dimensions().forEach(d -> known.add(d.singular()));
    if (dimension.isPresent()) {
      throw usage(
          "there is no dimension `" + key + "` here: it has no registry",
          "there are " + String.join(", ", known));
    }
    for (Attribute attribute : Attribute.values()) {
      known.add(attribute.key());
    }
    known.add(TIME);
    throw usage(
        "no dimension `" + key + "`",
        Nearest.hint(key, known).orElse("there are " + String.join(", ", known)));
  }

  private List<String> names(Dimension dimension, String name) {
    if (name.equals(Dimension.UNKNOWN) || name.equals(Dimension.MISSING)) {
      return List.of(name);
    }
    Registry registry = policy.registries().find(dimension).orElseThrow();
    if (Glob.isGlob(name)) {
      List<String> hit = registry.matching(Glob.of(name));
      if (hit.isEmpty()) {
        throw usage(
            "the glob `" + name + "` hits no " + dimension.singular(),
            "`*` is every " + dimension.singular() + " of the registry");
      }
      return hit;
    }
    return List.of(registry.resolve(name).orElseThrow(() -> unknown(dimension, name, registry)));
  }

  private static OperationalException unknown(Dimension dimension, String name, Registry registry) {
    TreeSet<String> known = new TreeSet<>(registry.entries().keySet());
    known.addAll(registry.aliases().keySet());
    known.add(Dimension.UNKNOWN);
    known.add(Dimension.MISSING);
    return usage(
        "unknown " + dimension.singular() + " `" + name + "`",
        Nearest.hint(name, known)
            .orElse(
                "for every name that the registry lacks write "
                    + dimension.singular()
                    + "='$unknown'"));
  }

  private static Instant moment(String text) {
    return Values.parseInstant(text)
        .orElseThrow(
            () ->
                usage(
                    "`" + text + "` is not a moment",
                    "write it as 2026-09-01T09:00:00Z, or a date"));
  }

  /** {@code 8000}, {@code 1000..8000}, {@code ..8000}, {@code 1000..} or {@code $missing}. */
  private static Optional<NumericRange> number(Attribute attribute, String text) {
    if (text.equals(Dimension.MISSING)) {
      return Optional.empty();
    }
    int dots = text.indexOf("..");
    String from = dots < 0 ? text : text.substring(0, dots);
    String to = dots < 0 ? text : text.substring(dots + 2);
    NumericRange range =
        new NumericRange(SPAN, bound(attribute, text, from), bound(attribute, text, to));
    if (text.equals("..") || range.isEmptyFor(attribute)) {
      throw notNumeric(attribute, text);
    }
    return Optional.of(range);
  }

  private static Optional<Bound> bound(Attribute attribute, String text, String end) {
    if (end.isEmpty()) {
      return Optional.empty();
    }
    if (end.length() > LONGEST_NUMBER || !end.matches("[0-9]+(\\.[0-9]+)?")) {
      throw notNumeric(attribute, text);
    }
    return Optional.of(new Bound(new BigDecimal(end), true));
  }

  private static OperationalException notNumeric(Attribute attribute, String text) {
    return usage(
        "no value of " + attribute.key() + " is `" + text + "`",
        "write 8000, 1000..8000, ..8000, 1000.. or $missing");
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }
}
