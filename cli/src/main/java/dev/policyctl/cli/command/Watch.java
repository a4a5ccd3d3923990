package dev.policyctl.cli.command;

import dev.policyctl.cli.render.Terminal;
import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/**
 * Does something whenever a file below a folder changes. Looks at times and sizes twice a second:
 * file system events get lost on network drives and in containers.
 */
final class Watch {
  private static final long PAUSE_MILLIS = 500;

  private final Path root;
  private final PrintWriter err;

  Watch(Path root, PrintWriter err) {
    this.root = root;
    this.err = err;
  }

  /**
   * Does it now, and again after each change, until the thread is interrupted; an {@link
   * OperationalException} is shown, and waited out. Returns the last result.
   */
  int forever(IntSupplier action) {
    int result = 0;
    Map<Path, String> seen = Map.of();
    while (!Thread.currentThread().isInterrupted()) {
      Map<Path, String> now = fingerprints();
      if (!now.equals(seen)) {
        seen = now;
        result = once(action);
        err.println(Terminal.safe("watching " + root + "; interrupt to stop"));
        err.flush();
      }
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return result;
  }

  private int once(IntSupplier action) {
    try {
      return action.getAsInt();
    } catch (OperationalException e) {
      err.println(Terminal.safe("error: " + e.getMessage()));
      if (!e.hint().isEmpty()) {
        err.println(Terminal.safe("  help: " + e.hint()));
      }
      err.flush();
      return e.kind().exitCode();
    }
  }

  private Map<Path, String> fingerprints() {
    Map<Path, String> files = new TreeMap<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return folder.endsWith(".git")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.put(file, attributes.lastModifiedTime() + " " + attributes.size());
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED, "cannot watch `" + root + "`", "", e);
    }
    return files;
  }
}
