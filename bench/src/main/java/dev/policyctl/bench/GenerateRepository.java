package dev.policyctl.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a workload to disk as a policy repository: {@code GenerateRepository <kind> <rules>
 * <folder>}, the kind in lower case. Its requests, as JSON Lines, go to {@code requests.jsonl}
 * beside the folder's {@code policies}.
 */
public final class GenerateRepository {
  private GenerateRepository() {}

  /**
   * Writes one.
   *
   * @throws IOException when a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: GenerateRepository realistic|boxes|flat <rules> <folder>");
      System.exit(2);
    }
    Workload.Kind kind = Workload.Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
    write(Workload.of(kind, Integer.parseInt(arguments[1])), Path.of(arguments[2]));
  }

  static void write(Workload workload, Path folder) throws IOException {
    for (Map.Entry<String, String> file : RepositoryWriter.write(workload).entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.toAbsolutePath().getParent());
      Files.writeString(path, file.getValue());
    }
    Files.writeString(
        folder.resolve("requests.jsonl"), String.join("\n", workload.requests()) + "\n");
  }
}
