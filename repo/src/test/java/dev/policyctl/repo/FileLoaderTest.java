package dev.policyctl.repo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of which a check must not say that it has read them when it has not. */
final class FileLoaderTest {
  private final Map<String, FileContent> contents = new HashMap<>();
  private final List<Finding> found = new ArrayList<>();
  private final FileLoader loader = new FileLoader(new Contents(contents), found::add);

  private record Contents(Map<String, FileContent> contents) implements Snapshot {
    @Override
    public String description() {
      return "contents";
    }

    @Override
    public List<SnapshotEntry> list(String folder) {
      return List.of();
    }

    @Override
    public FileContent read(String path, int mostBytes) {
      FileContent content = contents.getOrDefault(path, new FileContent.Absent());
      return content instanceof FileContent.Bytes bytes && bytes.bytes().length > mostBytes
          ? new FileContent.TooLarge(bytes.bytes().length)
          : content;
    }
  }

  private void file(String path, int... bytes) {
    byte[] content = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      content[i] = (byte) bytes[i];
    }
    contents.put(path, new FileContent.Bytes(content));
  }

  private static InputLimits limits(int fileBytes, int files, long totalBytes) {
    return new InputLimits(fileBytes, 1_000, files, totalBytes, 64);
  }

  private void assertRefused(String path, FindingCode code, String message) {
    assertThat(loader.read(path)).isEmpty();
    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(code);
              assertThat(finding.span()).isEqualTo(Span.startOf(path));
              assertThat(finding.message()).isEqualTo(message);
            });
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    file("a.yaml", 'c', 'a', 'f', 0xe9, '\n');
    assertRefused("a.yaml", FindingCode.FORBIDDEN_FILE, "the file is not UTF-8");
  }

  @Test
  void refusesOverlongUtf8() {
    file("a.yaml", 0xc0, 0xaf);
    assertRefused("a.yaml", FindingCode.FORBIDDEN_FILE, "the file is not UTF-8");
  }

  @Test
  void skipsAByteOrderMark() {
    file("a.yaml", 0xef, 0xbb, 0xbf, 'a', ':', ' ', '1', '\n');
    assertThat(loader.read("a.yaml").map(file -> file.source()).map(SourceText::text))
        .isEqualTo(Optional.of("a: 1\n"));
    assertThat(found).isEmpty();
  }

  @Test
  void isUndecidedAboutAFileThatTheSystemRefuses() {
    contents.put("a.yaml", new FileContent.Unreadable("AccessDeniedException"));
    assertRefused(
        "a.yaml", FindingCode.UNREADABLE_FILE, "the file cannot be read: AccessDeniedException");
    assertThat(found.get(0).code().undetermined()).isTrue();
  }

  @Test
  void isUndecidedAboutAFileThatVanished() {
    assertRefused("a.yaml", FindingCode.UNREADABLE_FILE, "the file is not there");
  }

  @Test
  void refusesALink() {
    contents.put("a.yaml", new FileContent.NotAFile("a symbolic link"));
    assertRefused("a.yaml", FindingCode.FORBIDDEN_FILE, "the file is a symbolic link");
  }

  @Test
  void refusesAFileThatIsTooLarge() {
    loader.raise(limits(4, 10, 100));
    file("a.yaml", 'a', ':', ' ', '1', '\n');
    assertRefused("a.yaml", FindingCode.INPUT_LIMIT, "the file has more than 4 bytes");
    assertThat(found.get(0).help())
        .contains("`limits: { fileBytes: … }` in .policyctl.yaml raises the limit");
  }

  @Test
  void refusesTheFirstFileAboveTheNumberOfFiles() {
    loader.raise(limits(100, 2, 100));
    for (String path : List.of("a.yaml", "b.yaml", "c.yaml")) {
      file(path, 'a');
      loader.read(path);
    }
    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.span().path()).isEqualTo("c.yaml");
              assertThat(finding.message()).isEqualTo("this run has more than 2 files");
              assertThat(finding.code()).isEqualTo(FindingCode.INPUT_LIMIT);
            });
  }

  @Test
  void refusesWhatIsAboveTheTotal() {
    loader.raise(limits(100, 10, 7));
    for (String path : List.of("a.yaml", "b.yaml")) {
      file(path, 'a', ':', ' ', '1', '\n');
      loader.read(path);
    }
    assertThat(found)
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.span().path()).isEqualTo("b.yaml");
              assertThat(finding.message())
                  .isEqualTo("the files of this run have more than 7 bytes");
            });
  }

  @Test
  void readsEachFileOnce() {
    contents.put("a.yaml", new FileContent.NotAFile("a symbolic link"));
    loader.read("a.yaml");
    loader.read("a.yaml");
    assertThat(found).hasSize(1);
  }

  @Test
  void saysOnceThatAFileHasMoreThanAThousandFindings() {
    for (int line = 1; line <= 1_500; line++) {
      loader.report(
          Finding.of(FindingCode.UNKNOWN_KEY, new Span("a.yaml", line, 1, line, 2), "a defect")
              .build());
    }
    assertThat(found).hasSize(1_001);
    assertThat(found.get(1_000).code()).isEqualTo(FindingCode.INPUT_LIMIT);
    assertThat(found.get(1_000).code().undetermined()).isTrue();
  }

  @Test
  void countsAFindingOnceHoweverManyPoliciesShareItsFile() {
    for (int policy = 0; policy < 6; policy++) {
      for (int line = 1; line <= 500; line++) {
        loader.report(
            Finding.of(FindingCode.UNKNOWN_KEY, new Span("a.yaml", line, 1, line, 2), "a defect")
                .build());
      }
    }
    assertThat(found).hasSize(500);
  }
}
