package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of a request stand in its words: all that a decision reads of a request, side by
 * side. After the numbers follow the environment, the tenant, and the values of the dimensions, as
 * {@link Words}; a value's tag is that of its dimension.
 */
final class RequestWords {
  static final int SECONDS = 0;
  static final int NANOS = 1;

  /** The attributes, by {@link #number}, as {@link AttributeCode} has them. */
  static final int ATTRIBUTES = 2;

  static final int EXPIRY_SECONDS = ATTRIBUTES + Attribute.values().length;

  /** Negative where there is no expiry. */
  static final int EXPIRY_NANOS = EXPIRY_SECONDS + 1;

  /** How many roles there are. */
  static final int ROLES = EXPIRY_NANOS + 1;

  /** How many classifications there are. */
  static final int CLASSES = ROLES + 1;

  /** The environment and the tenant, which most requests share. */
  static final int BUNDLE = CLASSES + 1;

  private static final int NO_DIMENSION = 15;
  private static final String DEFAULT_TENANT = Admission.DEFAULT_TENANT;

  private RequestWords() {}

  /** The tag of a dimension's values. */
  @SuppressWarnings("EnumOrdinal") // words live in one process, so the order may change
  static int tag(Dimension dimension) {
    return dimension.ordinal();
  }

  /** Where an attribute stands among the attributes. */
  @SuppressWarnings("EnumOrdinal") // likewise
  static int number(Attribute attribute) {
    return attribute.ordinal();
  }

  /** The attribute with a number. */
  @SuppressWarnings("EnumOrdinal") // likewise
  static Attribute attribute(int number) {
    return Attribute.values()[number];
  }

  /** The words of a request that has a time, and nothing outside its domain. */
  static long[] of(
      Instant time,
      @Nullable Instant expiry,
      @Nullable String environment,
      @Nullable String tenant,
      Map<Dimension, String[]> values,
      Map<Attribute, BigDecimal> attributes) {
    String bundleTenant = tenant == null ? DEFAULT_TENANT : tenant;
    long[] words = new long[size(environment, bundleTenant, values)];
    words[SECONDS] = time.getEpochSecond();
    words[NANOS] = time.getNano();
    for (Attribute attribute : Attribute.values()) {
      words[ATTRIBUTES + number(attribute)] =
          AttributeCode.of(attribute, attributes.get(attribute));
    }
    words[EXPIRY_SECONDS] = expiry == null ? 0 : expiry.getEpochSecond();
    words[EXPIRY_NANOS] = expiry == null ? -1 : expiry.getNano();
    words[ROLES] = count(values, Dimension.ROLES);
    words[CLASSES] = count(values, Dimension.CLASSIFICATIONS);
    int at = putBundle(words, BUNDLE, environment, bundleTenant);
    for (Map.Entry<Dimension, String[]> entry : values.entrySet()) {
      for (String value : entry.getValue()) {
        at = Words.put(words, at, tag(entry.getKey()), value);
      }
    }
    return words;
  }

  private static int count(Map<Dimension, String[]> values, Dimension dimension) {
    String[] list = values.get(dimension);
    return list == null ? 0 : list.length;
  }

  private static int size(
      @Nullable String environment, String tenant, Map<Dimension, String[]> values) {
    int size = BUNDLE + bundleSize(environment, tenant);
    for (String[] list : values.values()) {
      for (String value : list) {
        size += Words.size(value);
      }
    }
    return size;
  }

  private static int bundleSize(@Nullable String environment, String tenant) {
    return (environment == null ? 1 : Words.size(environment)) + Words.size(tenant);
  }

  private static int putBundle(long[] to, int at, @Nullable String environment, String tenant) {
    int next =
        environment == null
            ? Words.putAbsent(to, at, NO_DIMENSION)
            : Words.put(to, at, NO_DIMENSION, environment);
    return Words.put(to, next, NO_DIMENSION, tenant);
  }

  /** What stands from {@link #BUNDLE} on in every request for one bundle. */
  static long[] bundle(String environment, String tenant) {
    long[] words = new long[bundleSize(environment, tenant)];
    putBundle(words, 0, environment, tenant);
    return words;
  }
}
