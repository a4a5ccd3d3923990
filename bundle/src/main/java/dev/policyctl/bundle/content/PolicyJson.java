package dev.policyctl.bundle.content;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Match;
import dev.policyctl.model.policy.NumericRange;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.TimeWindow;
import dev.policyctl.model.policy.Validity;
import dev.policyctl.model.text.Text;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A policy as a value of canonical JSON, in the shape of a policy file. Rules and limits are sorted
 * by their ids: in which file they stood decides nothing.
 */
final class PolicyJson {
  private PolicyJson() {}

  static Map<String, Object> of(Policy policy) {
    Map<String, Object> json = new TreeMap<>();
    json.put("schemaVersion", 1);
    json.put("bundle", header(policy.bundle()));
    json.put("default", policy.defaultOutcome().label());
    json.put(
        "combining",
        policy.combining() == Combining.DENY_OVERRIDES ? "deny-overrides" : "priority");
    json.put("identity", identity(policy.identity()));
    json.put(
        "rules",
        policy.rules().stream()
            .sorted(Comparator.comparing(rule -> rule.id().value()))
            .map(rule -> rule(rule, policy.combining()))
            .toList());
    json.put(
        "limits",
        policy.limits().stream()
            .sorted(Comparator.comparing(limit -> limit.id().value()))
            .map(PolicyJson::limit)
            .toList());
    return json;
  }

  private static Map<String, Object> header(BundleHeader header) {
    Map<String, Object> json = new TreeMap<>();
    json.put("name", header.name().value());
    json.put("version", header.version().value());
    json.put("environment", header.environment().value());
    json.put("tenant", header.tenant().value());
    putTexts(json, "owners", header.owners());
    return json;
  }

  private static Map<String, Object> identity(IdentityPolicy identity) {
    return Map.of(
        "requireExpiry", identity.requireExpiry(), "clockSkew", duration(identity.clockSkew()));
  }

  private static Map<String, Object> rule(Rule rule, Combining combining) {
    Map<String, Object> json = new TreeMap<>();
    json.put("id", rule.id().value());
    rule.description().ifPresent(text -> json.put("description", text));
    rule.owner().ifPresent(text -> json.put("owner", text));
    if (combining == Combining.PRIORITY || rule.priorityText().isPresent()) {
      json.put("priority", rule.priority());
    }
    json.put("effect", rule.effect().label());
    putMatch(json, rule.match());
    Map<String, Object> when = new TreeMap<>();
    rule.when().ranges().forEach((attribute, range) -> when.put(key(attribute), range(range)));
    rule.when().time().ifPresent(window -> when.put("time", time(window)));
    if (!when.isEmpty()) {
      json.put("when", when);
    }
    if (!rule.obligations().isEmpty()) {
      json.put("obligations", rule.obligations().stream().map(PolicyJson::obligation).toList());
    }
    rule.validity().ifPresent(validity -> json.put("validity", validity(validity)));
    return json;
  }

  private static String key(Attribute attribute) {
    return attribute.key();
  }

  private static void putMatch(Map<String, Object> json, Match match) {
    Map<String, Object> selectors = new TreeMap<>();
    match
        .selectors()
        .forEach((dimension, selector) -> putTexts(selectors, dimension.key(), selector.values()));
    if (!selectors.isEmpty()) {
      json.put("match", selectors);
    }
  }

  static void putTexts(Map<String, Object> json, String key, List<Text> texts) {
    if (!texts.isEmpty()) {
      json.put(key, texts.stream().map(Text::value).toList());
    }
  }

  private static Map<String, Object> range(NumericRange range) {
    Map<String, Object> json = new TreeMap<>();
    range
        .lower()
        .ifPresent(b -> json.put(b.inclusive() ? "gte" : "gt", CanonicalJson.number(b.value())));
    range
        .upper()
        .ifPresent(b -> json.put(b.inclusive() ? "lte" : "lt", CanonicalJson.number(b.value())));
    return json;
  }

  private static Map<String, Object> time(TimeWindow window) {
    return Map.of(
        "days",
        window.days().stream().map(PolicyJson::day).toList(),
        "from",
        clock(window.fromMinute()),
        "to",
        clock(window.toMinute()),
        "zone",
        window.zone().getId());
  }

  private static String day(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static String clock(int minute) {
    return String.format(Locale.ROOT, "%02d:%02d", minute / 60, minute % 60);
  }

  private static Map<String, Object> obligation(Obligation obligation) {
    return Map.of(obligation.action().label(), obligation.argument().value());
  }

  private static Map<String, Object> validity(Validity validity) {
    Map<String, Object> json = new TreeMap<>();
    validity.from().ifPresent(from -> json.put("from", from.toString()));
    validity.until().ifPresent(until -> json.put("until", until.toString()));
    return json;
  }

  private static Map<String, Object> limit(Limit limit) {
    Map<String, Object> json = new TreeMap<>();
    json.put("id", limit.id().value());
    limit.description().ifPresent(text -> json.put("description", text));
    putMatch(json, limit.match());
    json.put("key", limit.key().stream().map(Limit.Key::label).toList());
    json.put("metric", limit.metric().label());
    json.put("max", CanonicalJson.number(limit.max()));
    json.put("window", Map.of(limit.sliding() ? "sliding" : "fixed", duration(limit.window())));
    return json;
  }

  private static String duration(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }
}
