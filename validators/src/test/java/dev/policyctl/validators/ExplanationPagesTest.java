package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.SourceText;
import dev.policyctl.model.text.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ExplanationPagesTest {
  private static final Path PAGES = Path.of("src/main/resources/dev/policyctl/explain");
  private static final Pattern GOOD_YAML =
      Pattern.compile("\n## Good\n.*?```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void hasAPageForEveryCodeAndNoOther() throws IOException {
    Set<String> codes =
        Stream.of(FindingCode.values())
            .map(code -> code.id() + ".md")
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(codes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatWhyBadGoodAndHowToSuppress(FindingCode code) {
    List<String> headings =
        ExplanationPages.page(code).lines().filter(line -> line.matches("##? .*")).toList();
    assertThat(headings)
        .filteredOn(heading -> !heading.startsWith("# ."))
        .startsWith(
            "# " + code.id() + " " + code.label() + " (" + CheckDocs.severity(code) + ")",
            "## What it means",
            "## Why it matters")
        .containsSubsequence("## Bad", "## Good", "## How to suppress");
  }

  @ParameterizedTest
  @EnumSource
  void hasShortLinesAndEndsWithOneLineEnd(FindingCode code) {
    String page = ExplanationPages.page(code);
    assertThat(page.lines()).allMatch(line -> line.length() <= 100).noneMatch(l -> l.endsWith(" "));
    assertThat(page).endsWith("\n").doesNotEndWith("\n\n");
  }

  @ParameterizedTest
  @EnumSource
  void showsHowToSuppressWhereThatIsPossible(FindingCode code) {
    String section = ExplanationPages.page(code).split("\n## How to suppress\n\n", -1)[1];
    if (code.suppressible()) {
      assertThat(section)
          .containsPattern("policyctl:ignore " + code.id() + " -- |code: " + code.id() + "\\b");
    } else {
      assertThat(section).startsWith("It cannot be suppressed");
    }
  }

  @ParameterizedTest
  @EnumSource
  void showsGoodYamlThatCanBeRead(FindingCode code) {
    Matcher matcher = GOOD_YAML.matcher(ExplanationPages.page(code));
    List<Finding> found = new ArrayList<>();
    while (matcher.find()) {
      SourceText source = new SourceText(code.id(), matcher.group(1));
      new YamlReader(InputLimits.DEFAULT, found::add).read(source);
    }
    assertThat(found).isEmpty();
  }
}
