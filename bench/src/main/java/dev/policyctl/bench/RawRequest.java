package dev.policyctl.bench;

import dev.policyctl.evaluator.Request;
import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway has in hand before it builds a {@link Request}: strings, numbers and instants. A
 * gateway has just read them, so no string is shared, and none knows its hash.
 */
record RawRequest(
    @Nullable String subjectType,
    @Nullable String subjectId,
    @Nullable String tenant,
    @Nullable String environment,
    @Nullable Instant time,
    @Nullable Instant expiry,
    Map<Dimension, List<String>> values,
    Map<Attribute, BigDecimal> attributes) {

  /** What a request was built from. */
  static RawRequest of(Request request) {
    Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    for (Dimension dimension : Dimension.values()) {
      List<String> own = new ArrayList<>();
      request.values(dimension).forEach(value -> own.add(new String(value.toCharArray())));
      if (!own.isEmpty()) {
        values.put(dimension, own);
      }
    }
    Map<Attribute, BigDecimal> attributes = new EnumMap<>(Attribute.class);
    for (Attribute attribute : Attribute.values()) {
      request.attribute(attribute).ifPresent(number -> attributes.put(attribute, number));
    }
    return new RawRequest(
        request.subjectType().orElse(null),
        request.subjectId().orElse(null),
        request.tenant().orElse(null),
        request.environment().orElse(null),
        request.time().orElse(null),
        request.expiry().orElse(null),
        values,
        attributes);
  }

  /** Builds the request. */
  Request build() {
    Request.Builder builder =
        Request.builder()
            .subject(subjectType, subjectId)
            .tenant(tenant)
            .environment(environment)
            .time(time)
            .expiry(expiry);
    values.forEach(builder::values);
    attributes.forEach(builder::attribute);
    return builder.build();
  }
}
