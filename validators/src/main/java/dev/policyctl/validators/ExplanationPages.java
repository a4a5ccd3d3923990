package dev.policyctl.validators;

import dev.policyctl.model.finding.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The pages that say what findings mean: {@code explain/PCnnn.md} among the resources. */
public final class ExplanationPages {

  private ExplanationPages() {}

  /** The page of a code, in Markdown. Every code has one. */
  public static String page(FindingCode code) {
    String name = "/dev/policyctl/explain/" + code.id() + ".md";
    try (InputStream in = ExplanationPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no page " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
