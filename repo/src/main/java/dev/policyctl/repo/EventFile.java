package dev.policyctl.repo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * The event that GitHub Actions leaves in a file for each job, a JSON object. Of it only a few
 * strings are kept, by their paths; the rest may be anything.
 */
final class EventFile {
  private static final long MOST_BYTES = 64L << 20;

  /** Whatever is deeper, or has a longer name, is not joined to a path, which would take long. */
  private static final int MOST_NAMES = 8;

  private static final int LONGEST_NAME = 100;
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Map<String, String> values;

  private EventFile(Map<String, String> values) {
    this.values = values;
  }

  /**
   * Reads some strings of an event.
   *
   * @param paths which: at most eight names of properties, joined by points
   * @throws IOException where the file is not there, too large or no JSON object
   */
  static EventFile read(String file, Set<String> paths) throws IOException {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MOST_BYTES) {
        throw new IOException("it has more than 64 MiB");
      }
      try (InputStream in = Files.newInputStream(path);
          JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), in)) {
        return new EventFile(collect(parser, paths));
      }
    } catch (InvalidPathException | JacksonException e) {
      throw new IOException("it is no JSON", e);
    }
  }

  private static Map<String, String> collect(JsonParser parser, Set<String> paths)
      throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("it is no JSON object");
    }
    Map<String, String> values = new HashMap<>();
    Deque<String> at = new ArrayDeque<>();
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      if (token == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        at.addLast(name.length() > LONGEST_NAME ? "" : name);
        token = parser.nextToken();
        if (token == JsonToken.VALUE_STRING && at.size() <= MOST_NAMES) {
          String path = String.join(".", at);
          if (paths.contains(path)) {
            values.put(path, parser.getString());
          }
        }
        if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        }
        if (token != JsonToken.START_OBJECT) {
          at.removeLast();
        }
      } else if (token == JsonToken.END_OBJECT && !at.isEmpty()) {
        at.removeLast();
      }
    }
    return values;
  }

  /** The string at a path; nothing where there is none, or an empty one. */
  Optional<String> get(String path) {
    return Optional.ofNullable(values.get(path)).filter(value -> !value.isEmpty());
  }
}
