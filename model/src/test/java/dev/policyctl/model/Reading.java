package dev.policyctl.model;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.reader.ConfigurationReader;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.reader.RuleReader;
import dev.policyctl.model.reader.WaiverReader;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** A text that was read, and the findings of all who read it, in order. */
public record Reading(ParsedFile file, List<Finding> findings) {

  private static final int LONGEST_UNDERLINE = 60;

  /** Reads text into nodes, no further. */
  public static Reading of(String text) {
    return of(new SourceText("file.yaml", text));
  }

  /** Reads a file into nodes, no further. */
  public static Reading of(SourceText source) {
    List<Finding> findings = new ArrayList<>();
    ParsedFile file = new YamlReader(InputLimits.DEFAULT, findings::add).read(source);
    return new Reading(file, findings);
  }

  /** Reads text into nodes and these into the records of a kind of file. */
  public static Reading of(SchemaKind kind, String text) {
    Reading reading = of(text);
    reading.file().root().ifPresent(root -> records(kind, root, reading.findings()::add));
    return reading;
  }

  /** Reads a tree into the records of a kind of file, which has a reader in this module. */
  public static void records(SchemaKind kind, Node root, FindingSink sink) {
    switch (kind) {
      case POLICY -> new PolicyReader(sink).read(root);
      // The schema cannot know how the policy of a rule file combines: priority is optional there.
      case RULES -> new RuleReader(Combining.DENY_OVERRIDES, sink).ruleFile(root);
      case CONFIG -> new ConfigurationReader(sink).read(root);
      case WAIVERS -> new WaiverReader(sink).read(root);
      case TESTS -> throw new IllegalArgumentException("read by another module");
      default -> new RegistryReader(RegistryKind.valueOf(kind.name()), sink).read(root);
    }
  }

  /**
   * The characters that a finding underlines; the first line or sixty of them, with an ellipsis.
   */
  public String underlined(Span span) {
    String line = file.source().line(span.line());
    int[] points = line.codePoints().toArray();
    int from = Math.min(span.column() - 1, points.length);
    boolean oneLine = span.line() == span.endLine();
    int to = oneLine ? Math.min(span.endColumn() - 1, points.length) : points.length;
    int shown = Math.min(to - from, LONGEST_UNDERLINE);
    return new String(points, from, shown) + (oneLine && shown == to - from ? "" : " …");
  }

  /** {@code code line:column message | help | underlined text} of each finding, sorted. */
  public List<String> lines() {
    return findings.stream().sorted().map(this::line).toList();
  }

  private String line(Finding finding) {
    Span span = finding.span();
    return String.format(
        "%s %d:%d %s | %s | %s",
        finding.code().id(),
        span.line(),
        span.column(),
        finding.message(),
        finding.help().orElse("-"),
        underlined(span));
  }
}
