package dev.policyctl.validators;

import dev.policyctl.repo.FileContent;
import dev.policyctl.validators.check.AnalysisOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One golden case: {@code cases/PC201-unknown-reference/<name>/}.
 *
 * <p>Its policy repository is {@code cases/base}, without the paths that the lines of {@code
 * without.txt} name, and with the files of {@code repo/} added or in place of those of the base.
 * {@code expected.txt} is what validation reports, with the flag of each line of {@code flags.txt}.
 * The rules are analysed in the cases of codes that the analysis finds, and where there are flags.
 */
record CaseFolder(Path path) {
  static final Path ROOT = Path.of("src/test/resources/cases");
  private static final Path BASE = ROOT.resolve("base");

  /** All of them, in order. */
  static List<CaseFolder> all() {
    List<CaseFolder> cases = new ArrayList<>();
    for (Path code : folders(ROOT)) {
      if (!code.equals(BASE)) {
        folders(code).forEach(path -> cases.add(new CaseFolder(path)));
      }
    }
    return cases;
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The repository that every case starts from. */
  static MapSnapshot base() {
    return MapSnapshot.of(files(BASE));
  }

  /** {@code PC201}. */
  String code() {
    return folder().substring(0, "PC000".length());
  }

  /** {@code PC201-unknown-reference}. */
  String folder() {
    return path.getParent().getFileName().toString();
  }

  /** {@code ok-alias}. */
  String name() {
    return path.getFileName().toString();
  }

  /** Whether nothing is to be reported. */
  boolean ok() {
    return name().startsWith("ok-");
  }

  Path expected() {
    return path.resolve("expected.txt");
  }

  boolean analysed() {
    return code().startsWith("PC3") || Files.exists(path.resolve("flags.txt"));
  }

  AnalysisOptions options() {
    AnalysisOptions options = AnalysisOptions.DEFAULT;
    Path flags = path.resolve("flags.txt");
    if (Files.exists(flags)) {
      for (String line : text(flags).lines().toList()) {
        String[] words = line.split(" ", -1);
        options =
            switch (words[0]) {
              case "--budget" -> new AnalysisOptions(Long.parseLong(words[1]), options.overrides());
              case "--report" -> new AnalysisOptions(options.budget(), true);
              default -> throw new AssertionError(flags + ": " + line);
            };
      }
    }
    return options;
  }

  MapSnapshot snapshot() {
    Map<String, FileContent> files = files(BASE);
    Path without = path.resolve("without.txt");
    if (Files.exists(without)) {
      for (String line : text(without).lines().toList()) {
        if (files.remove(line) == null) {
          throw new AssertionError(without + ": the base has no " + line);
        }
      }
    }
    files.putAll(files(path.resolve("repo")));
    return MapSnapshot.of(files);
  }

  static String text(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, FileContent> files(Path root) {
    Map<String, FileContent> files = new TreeMap<>();
    if (!Files.exists(root)) {
      return files;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String path = root.relativize(file).toString().replace('\\', '/');
        files.put(path, new FileContent.Bytes(Files.readAllBytes(file)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }
}
