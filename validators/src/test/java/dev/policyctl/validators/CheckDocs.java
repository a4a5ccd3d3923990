package dev.policyctl.validators;

import dev.policyctl.model.finding.FindingCode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The files of {@code docs/checks/}, made of the pages that {@code policyctl explain} shows. */
final class CheckDocs {
  private static final String HEAD =
      """
      # What policyctl finds

      Made from the pages that `policyctl explain CODE` shows; do not edit. The source is in
      `validators/src/main/resources/dev/policyctl/explain/`.

      PC0xx: a file cannot be read. PC1xx: a file has the wrong shape. PC2xx: names and conditions.
      PC3xx: what the rules decide together. PC4xx: who signed it. PC5xx: tests. PC6xx: suppression.
      PC7xx: change and versions.
      A code is never used again for something else.

      | Code | Severity | Name | Meaning |
      |---|---|---|---|
      """;

  private CheckDocs() {}

  /** The text of each file, by its name. */
  static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    StringBuilder table = new StringBuilder(HEAD);
    for (FindingCode code : FindingCode.values()) {
      String page = ExplanationPages.page(code);
      files.put(code.id() + ".md", page);
      table.append(
          String.format(
              Locale.ROOT,
              "| [%s](%s.md) | %s | `%s` | %s |%n",
              code.id(),
              code.id(),
              severity(code),
              code.label(),
              firstSentence(page)));
    }
    files.put("README.md", table.toString().replace("\r\n", "\n"));
    return files;
  }

  static String severity(FindingCode code) {
    return code.severity().name().toLowerCase(Locale.ROOT);
  }

  /** The first sentence of the first section, on one line. */
  private static String firstSentence(String page) {
    String section = page.split("\n## What it means\n\n", -1)[1];
    String paragraph = section.split("\n\n", -1)[0].replace('\n', ' ');
    int end = paragraph.indexOf(". ");
    return end < 0 ? paragraph : paragraph.substring(0, end + 1);
  }
}
