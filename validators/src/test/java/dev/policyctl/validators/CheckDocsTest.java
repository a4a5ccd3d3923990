package dev.policyctl.validators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/checks/} is what the pages make of it.
 *
 * <p>{@code mvn -pl validators -am test -Dtest=CheckDocsTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dpolicyctl.regenerate=true} rewrites it.
 */
final class CheckDocsTest {
  private static final Path DOCS = Path.of("../docs/checks");

  @Test
  void agreesWithThePages() {
    CheckDocs.files()
        .forEach(
            (name, text) ->
                assertThat(Golden.expected(DOCS.resolve(name), text)).as(name).isEqualTo(text));
  }

  @Test
  void hasNoFileOfACodeThatIsGone() throws IOException {
    Map<String, String> files = CheckDocs.files();
    try (Stream<Path> committed = Files.list(DOCS)) {
      assertThat(committed.map(path -> path.getFileName().toString())).allMatch(files::containsKey);
    }
  }
}
