package dev.policyctl.suites;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.text.Text;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a suite says about requests, whoever asks: {@code defaults}, or the {@code request} of a
 * case. Values are raw strings.
 *
 * @param values by dimension, without roles; a key is there exactly if the field is stated, and its
 *     list is empty for {@code classifications: []}
 */
public record RequestFields(
    Map<Dimension, List<Text>> values,
    Map<Attribute, BigDecimal> attributes,
    Optional<Text> environment,
    Optional<Text> tenant) {

  /** Says nothing. */
  public static final RequestFields NONE =
      new RequestFields(Map.of(), Map.of(), Optional.empty(), Optional.empty());

  public RequestFields {
    Map<Dimension, List<Text>> valueCopy = new EnumMap<>(Dimension.class);
    values.forEach((dimension, list) -> valueCopy.put(dimension, List.copyOf(list)));
    values = Collections.unmodifiableMap(valueCopy);
    Map<Attribute, BigDecimal> attributeCopy = new EnumMap<>(Attribute.class);
    attributeCopy.putAll(attributes);
    attributes = Collections.unmodifiableMap(attributeCopy);
  }

  /** These fields, and those of {@code base} that are not among them. */
  public RequestFields over(RequestFields base) {
    Map<Dimension, List<Text>> allValues = new EnumMap<>(Dimension.class);
    allValues.putAll(base.values);
    allValues.putAll(values);
    Map<Attribute, BigDecimal> allAttributes = new EnumMap<>(Attribute.class);
    allAttributes.putAll(base.attributes);
    allAttributes.putAll(attributes);
    return new RequestFields(
        allValues, allAttributes, environment.or(base::environment), tenant.or(base::tenant));
  }

  /** Whether a field is stated, by its key: {@code route}, {@code input_tokens}. */
  public boolean states(String key) {
    return (key.equals("environment") && environment.isPresent())
        || (key.equals("tenant") && tenant.isPresent())
        || values.keySet().stream().anyMatch(dimension -> key(dimension).equals(key))
        || attributes.keySet().stream().anyMatch(attribute -> attribute.key().equals(key));
  }

  /** The key of a dimension in a request: {@code route}, {@code classifications}. */
  public static String key(Dimension dimension) {
    return dimension == Dimension.ROLES || dimension == Dimension.CLASSIFICATIONS
        ? dimension.key()
        : dimension.singular();
  }
}
