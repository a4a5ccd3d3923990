package dev.policyctl.bench;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as AuthZEN JSON. All strings are made of characters that JSON leaves alone. */
final class RequestJson {
  private RequestJson() {}

  static String write(
      String subject,
      Map<Dimension, List<String>> values,
      Map<Attribute, BigDecimal> attributes,
      Instant time,
      Instant expiry) {
    StringBuilder json = new StringBuilder();
    json.append("{\"subject\":{\"type\":\"user\",\"id\":\"").append(subject);
    json.append("\",\"properties\":{\"roles\":").append(list(values, Dimension.ROLES));
    json.append(",\"tenant\":\"acme\",\"exp\":").append(expiry.getEpochSecond()).append("}}");
    one(values, Dimension.ACTIONS, ",\"action\":{\"name\":", "}", json);
    one(values, Dimension.MODELS, ",\"resource\":{\"type\":\"model\",\"id\":", "}", json);
    json.append(",\"context\":{\"time\":\"").append(time).append("\",\"environment\":\"prod\"");
    json.append(",\"classifications\":").append(list(values, Dimension.CLASSIFICATIONS));
    one(values, Dimension.ROUTES, ",\"route\":", "", json);
    one(values, Dimension.TOOLS, ",\"tool\":", "", json);
    one(values, Dimension.REGIONS, ",\"region\":", "", json);
    one(values, Dimension.AGENTS, ",\"agent\":", "", json);
    attributes.forEach(
        (a, v) -> json.append(",\"").append(a.key()).append("\":").append(v.toPlainString()));
    return json.append("}}").toString();
  }

  private static String list(Map<Dimension, List<String>> values, Dimension dimension) {
    return values.getOrDefault(dimension, List.of()).stream()
        .map(value -> '"' + value + '"')
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static void one(
      Map<Dimension, List<String>> values,
      Dimension dimension,
      String before,
      String after,
      StringBuilder to) {
    for (String value : values.getOrDefault(dimension, List.of())) {
      to.append(before).append('"').append(value).append('"').append(after);
    }
  }
}
