package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.trust.TrustAddition.Change;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts files into a work tree, each at once: nobody sees half of one. */
final class FileChanges {
  private static final int MOST_BYTES = 8 << 20;

  private FileChanges() {}

  /**
   * Writes them, in their order, unless one is no longer as it was.
   *
   * @throws OperationalException where that is not possible
   */
  static void write(Path root, List<Change> changes) {
    WorkTree tree = new WorkTree(root);
    changes.forEach(change -> demandUnchanged(tree, change));
    Map<Path, Path> ready = new LinkedHashMap<>();
    try {
      for (Change change : changes) {
        Path file = root.resolve(change.path());
        Files.createDirectories(file.getParent());
        ready.put(prepare(file, change.after()), file);
      }
      for (Map.Entry<Path, Path> one : ready.entrySet()) {
        Files.move(one.getKey(), one.getValue(), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      ready.keySet().forEach(file -> file.toFile().delete());
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "cannot write to `" + root + "`: " + e.getClass().getSimpleName(),
          "check that it can be written to, and read `git status`",
          e);
    }
  }

  private static void demandUnchanged(WorkTree tree, Change change) {
    FileContent now = tree.read(change.path(), MOST_BYTES);
    Optional<byte[]> expected = change.before().map(text -> text.getBytes(StandardCharsets.UTF_8));
    boolean same =
        now instanceof FileContent.Bytes bytes
            ? expected.isPresent() && Arrays.equals(bytes.bytes(), expected.get())
            : now instanceof FileContent.Absent && expected.isEmpty();
    if (!same) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "`" + change.path() + "` changed meanwhile; nothing was written",
          "run it again");
    }
  }

  /** Beside its place, so that the move is one step; with the rights of what it replaces. */
  private static Path prepare(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.writeString(
        beside,
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.WRITE);
    PosixFileAttributeView rights = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (rights != null && Files.exists(file)) {
      Files.setPosixFilePermissions(beside, rights.readAttributes().permissions());
    }
    return beside;
  }
}
