package dev.policyctl.cli.command;

import dev.policyctl.cli.option.MutationFlags;
import dev.policyctl.cli.option.OutputOptions;
import dev.policyctl.cli.render.SuggestedSuites;
import dev.policyctl.cli.render.SuggestedSuites.Suggested;
import dev.policyctl.cli.render.Terminal;
import dev.policyctl.model.OperationalException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where suggestions go: standard output, or a new file that is one suite. */
final class SuggestedFile {
  private final Path root;
  private final OutputOptions output;

  /** Absent for standard output. */
  private final Optional<Path> file;

  /**
   * Makes one.
   *
   * @param target a file, or {@code -}; one in the folder of a policy's tests gets what is
   *     suggested for that policy
   * @throws OperationalException where it cannot be such a file; one that is there already may hold
   *     tests of somebody
   */
  SuggestedFile(Path root, OutputOptions output, String target) {
    this.root = root;
    this.output = output;
    this.file =
        target.equals(MutationFlags.STANDARD_OUTPUT) ? Optional.empty() : Optional.of(file(target));
  }

  private static Path file(String target) {
    try {
      Path file = Path.of(target).toAbsolutePath().normalize();
      if (!target.isEmpty() && !Files.exists(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      // Said below, in our words.
    }
    throw new OperationalException(
        OperationalException.Kind.USAGE,
        "`" + target + "` cannot be the name of a new file",
        "suggestions never replace a file; write --suggest=suggested.test.yaml");
  }

  boolean isStandardOutput() {
    return file.isEmpty();
  }

  /** Writes suggestions. */
  void write(List<Suggested> all) {
    if (file.isEmpty()) {
      output.print(SuggestedSuites.text(all));
      return;
    }
    List<Suggested> chosen = chosen(all, file.get());
    if (chosen.isEmpty()) {
      output.err().println(Terminal.safe("nothing to suggest; " + file.get() + " is not written"));
      output.err().flush();
      return;
    }
    if (chosen.size() > 1) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "there are suggestions for " + chosen.size() + " policies, and a suite is for one",
          "name a file in the tests of one: --suggest="
              + root.resolve(chosen.get(0).folder()).resolve("suggested.test.yaml"));
    }
    OutputOptions.writeFile(file.get(), chosen.get(0).text());
  }

  private List<Suggested> chosen(List<Suggested> all, Path file) {
    boolean among = file.startsWith(absolute("policies"));
    return all.stream()
        .filter(suggested -> suggested.suite().isPresent())
        .filter(suggested -> !among || file.startsWith(absolute(suggested.folder())))
        .toList();
  }

  private Path absolute(String folder) {
    return root.resolve(folder).toAbsolutePath().normalize();
  }
}
