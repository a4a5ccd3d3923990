package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as JSON in the shape of AuthZEN, on one line of ASCII, so that it can be pasted into
 * {@code policyctl eval}. What the request lacks is left out.
 */
final class RequestWriter {
  private static final int NANO_DIGITS = 9;

  private final StringBuilder json = new StringBuilder();

  private RequestWriter() {}

  static String write(Request request) {
    return new RequestWriter().object(request);
  }

  private String object(Request request) {
    List<Runnable> properties = new ArrayList<>();
    List<String> roles = request.values(Dimension.ROLES);
    if (!roles.isEmpty()) {
      properties.add(() -> strings("roles", roles));
    }
    string(properties, "tenant", request.tenant());
    request.expiry().ifPresent(exp -> properties.add(() -> raw("exp", seconds(exp))));
    List<Runnable> subject = new ArrayList<>();
    string(subject, "type", request.subjectType());
    string(subject, "id", request.subjectId());
    nested(subject, "properties", properties);
    List<Runnable> resource = new ArrayList<>();
    string(resource, "type", request.resourceType());
    string(resource, "id", request.resourceId());
    List<Runnable> action = new ArrayList<>();
    string(action, "name", request.values(Dimension.ACTIONS).stream().findFirst());
    List<Runnable> all = new ArrayList<>();
    nested(all, "subject", subject);
    nested(all, "action", action);
    nested(all, "resource", resource);
    nested(all, "context", context(request));
    members(all);
    return json.toString();
  }

  private List<Runnable> context(Request request) {
    List<Runnable> context = new ArrayList<>();
    string(context, "time", request.time().map(Instant::toString));
    string(context, "environment", request.environment());
    for (Dimension dimension : Dimension.values()) {
      List<String> values = request.values(dimension);
      if (!values.isEmpty()) {
        switch (dimension) {
          case ROLES, MODELS, ACTIONS -> {}
          case CLASSIFICATIONS -> context.add(() -> strings(dimension.key(), values));
          case ROUTES, TOOLS, REGIONS, AGENTS ->
              string(context, dimension.singular(), Optional.of(values.get(0)));
        }
      }
    }
    for (Attribute attribute : Attribute.values()) {
      request
          .attribute(attribute)
          .ifPresent(value -> context.add(() -> raw(attribute.key(), value.toString())));
    }
    return context;
  }

  private static String seconds(Instant instant) {
    return BigDecimal.valueOf(instant.getNano(), NANO_DIGITS)
        .add(BigDecimal.valueOf(instant.getEpochSecond()))
        .stripTrailingZeros()
        .toPlainString();
  }

  private void string(List<Runnable> to, String name, Optional<String> value) {
    value.ifPresent(
        text ->
            to.add(
                () -> {
                  name(name);
                  quoted(text);
                }));
  }

  private void nested(List<Runnable> to, String name, List<Runnable> members) {
    if (!members.isEmpty()) {
      to.add(
          () -> {
            name(name);
            members(members);
          });
    }
  }

  private void members(List<Runnable> members) {
    json.append('{');
    for (int i = 0; i < members.size(); i++) {
      json.append(i == 0 ? "" : ",");
      members.get(i).run();
    }
    json.append('}');
  }

  private void strings(String name, List<String> values) {
    name(name);
    json.append('[');
    for (int i = 0; i < values.size(); i++) {
      json.append(i == 0 ? "" : ",");
      quoted(values.get(i));
    }
    json.append(']');
  }

  private void raw(String name, String value) {
    name(name);
    json.append(value);
  }

  private void name(String name) {
    quoted(name);
    json.append(':');
  }

  private void quoted(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c >= ' ' && c < 0x7f) {
        json.append(c);
      } else {
        json.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
      }
    }
    json.append('"');
  }
}
