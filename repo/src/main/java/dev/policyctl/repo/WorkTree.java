package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a folder as they are now. */
public final class WorkTree implements Snapshot {
  private static final String FOREIGN_NAME =
      "its name is not of the locale's characters; set LC_ALL=C.UTF-8";

  private final Path root;
  private final String description;

  /**
   * Makes one.
   *
   * @param root the policy root
   */
  public WorkTree(Path root) {
    this(root, "work tree");
  }

  /** One that reports call by another name. */
  WorkTree(Path root, String description) {
    this.root = root;
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<SnapshotEntry> list(String folder) {
    if (behindLink(folder)) {
      return List.of();
    }
    Path start = folder.isEmpty() ? root : root.resolve(folder);
    if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
      return Files.exists(start, LinkOption.NOFOLLOW_LINKS)
          ? List.of(new SnapshotEntry(folder, SnapshotEntry.Kind.OTHER))
          : List.of();
    }
    List<SnapshotEntry> entries = new ArrayList<>();
    int depth = folder.isEmpty() ? 1 : Integer.MAX_VALUE;
    try {
      Files.walkFileTree(start, java.util.Set.of(), depth, new Collector(entries));
    } catch (IOException e) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "cannot list `" + e.getMessage() + "`",
          "check the permissions of the policy repository",
          e);
    }
    entries.sort(Comparator.comparing(SnapshotEntry::path));
    return entries;
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<SnapshotEntry> entries;

    Collector(List<SnapshotEntry> entries) {
      this.entries = entries;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return folder.endsWith(".git") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!attributes.isDirectory()) {
        entries.add(
            new SnapshotEntry(
                relative(file),
                attributes.isRegularFile() ? SnapshotEntry.Kind.FILE : SnapshotEntry.Kind.OTHER));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  /** {@code NOFOLLOW_LINKS} speaks of the last segment alone; git follows none. */
  private boolean behindLink(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (Files.isSymbolicLink(root.resolve(path.substring(0, slash)))) {
        return true;
      }
    }
    return false;
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  @Override
  public FileContent read(String path, int mostBytes) {
    try {
      return behindLink(path)
          ? new FileContent.NotAFile("behind a symbolic link")
          : read(root.resolve(path), path, mostBytes);
    } catch (InvalidPathException e) {
      return new FileContent.Unreadable(FOREIGN_NAME);
    }
  }

  private static FileContent read(Path file, String path, int mostBytes) {
    try {
      BasicFileAttributes attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return new FileContent.NotAFile(
            attributes.isSymbolicLink() ? "a symbolic link" : "not a regular file");
      }
      if (attributes.size() > mostBytes) {
        return new FileContent.TooLarge(attributes.size());
      }
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        // One more than allowed: a file that grows meanwhile is noticed.
        byte[] bytes = in.readNBytes(mostBytes + 1);
        return bytes.length > mostBytes
            ? new FileContent.TooLarge(bytes.length)
            : new FileContent.Bytes(bytes);
      }
    } catch (NoSuchFileException e) {
      // A listed name in which Java could not read every byte finds no file.
      return path.indexOf('\uFFFD') >= 0
          ? new FileContent.Unreadable(FOREIGN_NAME)
          : new FileContent.Absent();
    } catch (IOException e) {
      return new FileContent.Unreadable(e.getClass().getSimpleName());
    }
  }
}
