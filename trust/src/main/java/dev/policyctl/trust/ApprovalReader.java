package dev.policyctl.trust;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads approvals, which anybody can have written: every key is known and stands once, nothing
 * follows, and every value is of one form only, so that no two readers see two statements.
 */
final class ApprovalReader {
  private static final int MOST_CHARACTERS = 1 << 16;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
  private static final Pattern TIME =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
  private static final List<String> STATEMENT =
      List.of("_type", "subject", "predicateType", "predicate");
  private static final List<String> PREDICATE =
      List.of("person", "base", "head", "reason", "time", "expires");

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MOST_CHARACTERS)
                  .maxNestingDepth(8)
                  .maxStringLength(1 << 14)
                  .maxNameLength(64)
                  .maxNumberLength(32)
                  .build())
          .build();

  private final JsonParser json;
  private final Map<String, String> values = new LinkedHashMap<>();

  private ApprovalReader(JsonParser json) {
    this.json = json;
  }

  static ApprovalStatement read(String text) throws ApprovalRefusal {
    if (text.length() > MOST_CHARACTERS) {
      throw new ApprovalRefusal("its message has more than 64 KiB");
    }
    try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      ApprovalReader reader = new ApprovalReader(json);
      reader.object(STATEMENT);
      if (json.nextToken() != null) {
        throw new ApprovalRefusal("its message goes on behind the statement");
      }
      return reader.statement();
    } catch (JacksonException e) {
      throw new ApprovalRefusal("its message is no JSON that can be read as one thing alone");
    }
  }

  /** Reads an object from its beginning; its texts are kept by their names. */
  private void object(List<String> known) throws ApprovalRefusal {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      if (key == null || !known.contains(key)) {
        throw new ApprovalRefusal("its statement has a key that is not known");
      }
      switch (key) {
        case "subject" -> subject();
        case "digest" -> object(List.of("gitTree"));
        case "predicate" -> object(PREDICATE);
        default -> {
          expect(json.nextToken(), JsonToken.VALUE_STRING);
          values.put(key, json.getString());
        }
      }
    }
  }

  private void subject() throws ApprovalRefusal {
    expect(json.nextToken(), JsonToken.START_ARRAY);
    object(List.of("digest"));
    expect(json.nextToken(), JsonToken.END_ARRAY);
  }

  private static void expect(JsonToken found, JsonToken wanted) throws ApprovalRefusal {
    if (found != wanted) {
      throw new ApprovalRefusal("its message is not of the form of an approval");
    }
  }

  private ApprovalStatement statement() throws ApprovalRefusal {
    if (!text("_type").equals(ApprovalStatement.TYPE)
        || !text("predicateType").equals(ApprovalStatement.PREDICATE_TYPE)) {
      throw new ApprovalRefusal("its statement is of another type than an approval");
    }
    Optional<Instant> expires =
        values.containsKey("expires") ? Optional.of(time("expires")) : Optional.empty();
    return new ApprovalStatement(
        id("gitTree"),
        text("person"),
        id("base"),
        id("head"),
        text("reason"),
        time("time"),
        expires);
  }

  private String text(String key) throws ApprovalRefusal {
    String value = values.getOrDefault(key, "");
    if (value.isBlank()) {
      throw new ApprovalRefusal("its statement has no `" + key + "`");
    }
    return value;
  }

  private String id(String key) throws ApprovalRefusal {
    String value = text(key);
    if (!ID.matcher(value).matches()) {
      throw new ApprovalRefusal("its statement's `" + key + "` is no full object id");
    }
    return value;
  }

  private Instant time(String key) throws ApprovalRefusal {
    String value = text(key);
    try {
      if (TIME.matcher(value).matches()) {
        return Instant.parse(value);
      }
    } catch (DateTimeException e) {
      // Said below.
    }
    throw new ApprovalRefusal("its statement's `" + key + "` is no RFC 3339 time with `Z`");
  }
}
