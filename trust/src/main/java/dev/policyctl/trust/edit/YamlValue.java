package dev.policyctl.trust.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A value that is to be written: strings, lists and mappings of them. */
public sealed interface YamlValue {

  /** The value on one line. */
  String flow();

  /** The value on lines of its own, without what they are indented by. */
  List<String> block();

  /** The value as {@link PlainTree} has it. */
  Object plain();

  /** A string. */
  record Word(String text) implements YamlValue {
    /** What every reader of YAML takes for a string without quotes, or for a date. */
    private static final Pattern PLAIN =
        Pattern.compile(
            "[a-z][A-Za-z0-9._/@-]*"
                + "|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]{8,18}(Z|[+-][0-9]{2}:[0-9]{2}))?");

    private static final Set<String> WORDS =
        Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    public Word {
      if (text.codePoints().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException("a control character");
      }
    }

    @Override
    public String flow() {
      return PLAIN.matcher(text).matches() && !WORDS.contains(text)
          ? text
          : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public List<String> block() {
      return List.of(flow());
    }

    @Override
    public Object plain() {
      return PlainTree.string(text);
    }
  }

  /** A list; on lines of its own where it holds mappings. */
  record Items(List<YamlValue> items) implements YamlValue {
    public Items {
      items = List.copyOf(items);
    }

    /** A list of strings. */
    public static Items of(List<String> words) {
      return new Items(words.stream().<YamlValue>map(Word::new).toList());
    }

    @Override
    public String flow() {
      return items.stream().map(YamlValue::flow).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public List<String> block() {
      List<String> lines = new ArrayList<>();
      for (YamlValue item : items) {
        String start = "- ";
        for (String line : item.block()) {
          lines.add(start + line);
          start = "  ";
        }
      }
      return lines;
    }

    @Override
    public Object plain() {
      return items.stream().map(YamlValue::plain).toList();
    }
  }

  /**
   * A mapping, in its order.
   *
   * @param inline whether it stands on one line wherever it is
   */
  record Fields(Map<String, YamlValue> fields, boolean inline) implements YamlValue {
    public Fields {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public String flow() {
      return fields.entrySet().stream()
          .map(field -> field.getKey() + ": " + field.getValue().flow())
          .collect(Collectors.joining(", ", "{ ", " }"));
    }

    @Override
    public List<String> block() {
      if (inline) {
        return List.of(flow());
      }
      List<String> lines = new ArrayList<>();
      fields.forEach((key, value) -> lines.addAll(entry(key, value)));
      return lines;
    }

    static List<String> entry(String key, YamlValue value) {
      boolean maps =
          value instanceof Items list && list.items.stream().anyMatch(i -> i instanceof Fields);
      boolean below = maps || (value instanceof Fields map && !map.inline);
      if (!below) {
        return List.of(key + ": " + value.flow());
      }
      List<String> lines = new ArrayList<>(List.of(key + ":"));
      value.block().forEach(line -> lines.add("  " + line));
      return lines;
    }

    @Override
    public Object plain() {
      Map<String, Object> plain = new LinkedHashMap<>();
      fields.forEach((key, value) -> plain.put(key, value.plain()));
      return plain;
    }
  }
}
