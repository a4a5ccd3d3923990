package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Attribute;
import dev.policyctl.model.registry.Dimension;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request as the gateway describes it, in raw strings; nothing is checked against a registry
 * yet. Immutable.
 *
 * <p>A value that is not set is absent. A string that no registry knows is never an error here: the
 * policy decides about the unknown. Strings that start with {@code $} have no meaning in a request.
 */
public final class Request {
  private static final String[] NONE = {};
  private static final String MODEL = "model";

  /** What a decision reads, as {@link RequestWords} has it; empty where there is a defect. */
  final long[] words;

  private final @Nullable String defect;
  private final Builder of;

  private final Map<Dimension, String[]> values = new EnumMap<>(Dimension.class);

  private Request(Builder builder, @Nullable String defect) {
    this.of = builder;
    this.defect = defect;
    builder.values.forEach((dimension, list) -> values.put(dimension, list.toArray(NONE)));
    if (MODEL.equals(builder.resourceType) && builder.resourceId != null) {
      values.put(Dimension.MODELS, new String[] {builder.resourceId});
    }
    this.words =
        defect != null || builder.time == null
            ? new long[0]
            : RequestWords.of(
                builder.time,
                builder.expiry,
                builder.environment,
                builder.tenant,
                values,
                builder.attributes);
  }

  /** An empty request to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * A request that could not be read; it is always denied with {@link Reason#EVALUATION_ERROR}.
   *
   * @param detail what is wrong with it, one line for people
   */
  public static Request unreadable(String detail) {
    return new Request(new Builder(), detail);
  }

  /** What is wrong with it, where it could not be read. */
  public Optional<String> defect() {
    return Optional.ofNullable(defect);
  }

  public Optional<String> subjectType() {
    return Optional.ofNullable(of.subjectType);
  }

  public Optional<String> subjectId() {
    return Optional.ofNullable(of.subjectId);
  }

  public Optional<String> tenant() {
    return Optional.ofNullable(of.tenant);
  }

  public Optional<String> environment() {
    return Optional.ofNullable(of.environment);
  }

  /** When the identity expires; rounded up to whole nanoseconds. */
  public Optional<Instant> expiry() {
    return Optional.ofNullable(of.expiry);
  }

  /** When the request was made; the only clock that a decision knows. */
  public Optional<Instant> time() {
    return Optional.ofNullable(of.time);
  }

  public Optional<String> resourceType() {
    return Optional.ofNullable(of.resourceType);
  }

  public Optional<String> resourceId() {
    return Optional.ofNullable(of.resourceId);
  }

  /** The raw values in a dimension, in the order given; empty where there is none. */
  public List<String> values(Dimension dimension) {
    return List.of(raw(dimension));
  }

  /** A numeric attribute, if the request has it. */
  public Optional<BigDecimal> attribute(Attribute attribute) {
    return Optional.ofNullable(of.attributes.get(attribute));
  }

  /** A builder that holds what this request holds. */
  public Builder toBuilder() {
    return new Builder(of);
  }

  /** The raw values in a dimension; not to be changed. */
  String[] raw(Dimension dimension) {
    String[] raw = values.get(dimension);
    return raw == null ? NONE : raw;
  }

  @Nullable String defectOrNull() {
    return defect;
  }

  @Nullable Instant timeOrNull() {
    return of.time;
  }

  @Nullable BigDecimal attributeOrNull(Attribute attribute) {
    return of.attributes.get(attribute);
  }

  /** A request in the making. In every setter {@code null} stands for absence. */
  public static final class Builder {
    private @Nullable String subjectType;
    private @Nullable String subjectId;
    private @Nullable String tenant;
    private @Nullable String environment;
    private @Nullable Instant expiry;
    private @Nullable Instant time;
    private @Nullable String resourceType;
    private @Nullable String resourceId;
    private final Map<Dimension, List<String>> values = new EnumMap<>(Dimension.class);
    private final Map<Attribute, BigDecimal> attributes = new EnumMap<>(Attribute.class);

    private Builder() {}

    private Builder(Builder other) {
      subjectType = other.subjectType;
      subjectId = other.subjectId;
      tenant = other.tenant;
      environment = other.environment;
      expiry = other.expiry;
      time = other.time;
      resourceType = other.resourceType;
      resourceId = other.resourceId;
      values.putAll(other.values);
      attributes.putAll(other.attributes);
    }

    /** Who asks: an id that is unique within its type. */
    public Builder subject(@Nullable String type, @Nullable String id) {
      subjectType = type;
      subjectId = id;
      return this;
    }

    void subjectType(String value) {
      subjectType = value;
    }

    void subjectId(String value) {
      subjectId = value;
    }

    void resourceType(String value) {
      resourceType = value;
    }

    void resourceId(String value) {
      resourceId = value;
    }

    /** The tenant; absent stands for {@code default}. */
    public Builder tenant(@Nullable String value) {
      tenant = value;
      return this;
    }

    /** The environment; every request needs one. */
    public Builder environment(@Nullable String value) {
      environment = value;
      return this;
    }

    /** When the identity expires. */
    public Builder expiry(@Nullable Instant value) {
      expiry = value;
      return this;
    }

    /**
     * When the request was made; every request needs it. One outside the years 0 to 9999, give or
     * take a day, makes the request unreadable.
     */
    public Builder time(@Nullable Instant value) {
      time = value;
      return this;
    }

    /** What is asked for; only one of type {@code model} is a model. */
    public Builder resource(@Nullable String type, @Nullable String id) {
      resourceType = type;
      resourceId = id;
      return this;
    }

    /** The asserted roles. */
    public Builder roles(List<String> value) {
      return values(Dimension.ROLES, value);
    }

    /** The classifications of what is sent. */
    public Builder classifications(List<String> value) {
      return values(Dimension.CLASSIFICATIONS, value);
    }

    /** The route. */
    public Builder route(@Nullable String value) {
      return value(Dimension.ROUTES, value);
    }

    /** The model, by id or alias: a resource of type {@code model}. */
    public Builder model(@Nullable String value) {
      return value(Dimension.MODELS, value);
    }

    /** The tool. */
    public Builder tool(@Nullable String value) {
      return value(Dimension.TOOLS, value);
    }

    /** The region. */
    public Builder region(@Nullable String value) {
      return value(Dimension.REGIONS, value);
    }

    /** The agent. */
    public Builder agent(@Nullable String value) {
      return value(Dimension.AGENTS, value);
    }

    /** The action. */
    public Builder action(@Nullable String value) {
      return value(Dimension.ACTIONS, value);
    }

    /** The one value of a dimension. */
    public Builder value(Dimension dimension, @Nullable String value) {
      return values(dimension, value == null ? List.of() : List.of(value));
    }

    /**
     * The values of a dimension.
     *
     * @throws IllegalArgumentException for several values in a dimension where a request has one:
     *     all but roles and classifications
     */
    public Builder values(Dimension dimension, List<String> list) {
      if (list.size() > 1 && dimension != Dimension.ROLES && !several(dimension)) {
        throw new IllegalArgumentException("a request has one of " + dimension.key());
      }
      if (dimension == Dimension.MODELS) {
        return list.isEmpty() ? resource(null, null) : resource(MODEL, list.get(0));
      }
      values.put(dimension, List.copyOf(list));
      return this;
    }

    private static boolean several(Dimension dimension) {
      return dimension == Dimension.CLASSIFICATIONS;
    }

    /**
     * A numeric attribute. One outside its domain (negative; not whole, or beyond 63 bits, where
     * the attribute is an integer) makes the request unreadable.
     */
    public Builder attribute(Attribute attribute, @Nullable BigDecimal value) {
      if (value == null) {
        attributes.remove(attribute);
      } else {
        attributes.put(attribute, value);
      }
      return this;
    }

    /** The request. The builder may be used further. */
    public Request build() {
      Builder copy = new Builder(this);
      for (Map.Entry<Attribute, BigDecimal> entry : attributes.entrySet()) {
        if (!Numbers.inDomain(entry.getKey(), entry.getValue())) {
          return new Request(copy, "`" + entry.getKey().key() + "` is outside its domain");
        }
      }
      if (time == null) {
        return new Request(copy, "`time` is absent");
      }
      return new Request(copy, Numbers.inDomain(time) ? null : "`time` is outside its domain");
    }
  }
}
