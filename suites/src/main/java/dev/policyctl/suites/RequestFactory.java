package dev.policyctl.suites;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Makes the requests of tests for one bundle. */
final class RequestFactory {
  /** What the subject of a request is, unless its identity says otherwise. */
  static final String SUBJECT_TYPE = "user";

  private static final Duration LIFETIME = Duration.ofHours(1);
  private static final String DEFAULT_ACTION = "model.invoke";

  private final Bundle bundle;
  private final boolean defaultAction;

  RequestFactory(Bundle bundle, Registries registries) {
    this.bundle = bundle;
    // A repository that lists its actions decides by them, so a test states which one it means.
    this.defaultAction = registries.find(Dimension.ACTIONS).isEmpty();
  }

  /**
   * A request in the making.
   *
   * @param fields what is asked, defaults included
   * @param absent keys of {@link CaseReader#ABSENTABLE}
   */
  Request.Builder builder(
      TestIdentity who, RequestFields fields, Instant time, Collection<String> absent) {
    Request.Builder builder = Request.builder();
    if (!absent.contains("subject")) {
      builder.subject(
          who.type().map(Text::value).orElse(SUBJECT_TYPE),
          who.subject().orElse(who.name()).value());
    }
    if (!absent.contains("roles")) {
      builder.roles(who.roles().stream().map(Text::value).toList());
    }
    if (!absent.contains("exp")) {
      builder.expiry(who.expiry().orElseGet(() -> time.plus(LIFETIME)));
    }
    if (!absent.contains("time")) {
      builder.time(time);
    }
    if (!absent.contains("tenant")) {
      Optional<Text> tenant = fields.tenant().or(who::tenant);
      builder.tenant(tenant.map(Text::value).orElse(bundle.tenant()));
    }
    if (!absent.contains("environment")) {
      builder.environment(fields.environment().map(Text::value).orElse(bundle.environment()));
    }
    set(builder, fields, absent);
    return builder;
  }

  private void set(Request.Builder builder, RequestFields fields, Collection<String> absent) {
    if (defaultAction && !absent.contains("action")) {
      builder.action(DEFAULT_ACTION);
    }
    fields
        .values()
        .forEach(
            (dimension, list) -> {
              if (!absent.contains(RequestFields.key(dimension))) {
                builder.values(dimension, list.stream().map(Text::value).toList());
              }
            });
    fields
        .attributes()
        .forEach(
            (attribute, value) -> {
              if (!absent.contains(attribute.key())) {
                builder.attribute(attribute, value);
              }
            });
  }

  /** Somebody who has one role, or none, and nothing else; matrices over roles ask as them. */
  static TestIdentity holder(List<Text> roles, Span span) {
    return new TestIdentity(
        new Text("matrix", span),
        roles,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
