package dev.policyctl.validators;

import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.SnapshotEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Files in memory, listed in order of their paths or in any other. */
final class MapSnapshot implements Snapshot {
  private final Map<String, FileContent> files;
  private final Random order;
  private final boolean shuffled;

  private MapSnapshot(Map<String, FileContent> files, Random order, boolean shuffled) {
    this.files = new TreeMap<>(files);
    this.order = order;
    this.shuffled = shuffled;
  }

  static MapSnapshot of(Map<String, FileContent> files) {
    return new MapSnapshot(files, new Random(0), false);
  }

  /** The same with one more file, or another one in its place. */
  MapSnapshot with(String path, FileContent content) {
    Map<String, FileContent> more = new TreeMap<>(files);
    more.put(path, content);
    return new MapSnapshot(more, order, shuffled);
  }

  MapSnapshot with(String path, String text) {
    return with(path, new FileContent.Bytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same files, listed in an order that follows from the seed. */
  MapSnapshot shuffled(long seed) {
    return new MapSnapshot(files, new Random(seed), true);
  }

  @Override
  public String description() {
    return "memory";
  }

  @Override
  public List<SnapshotEntry> list(String folder) {
    List<SnapshotEntry> entries = new ArrayList<>();
    files.forEach(
        (path, content) -> {
          boolean below = folder.isEmpty() ? path.indexOf('/') < 0 : path.startsWith(folder + "/");
          if (below) {
            boolean link = content instanceof FileContent.NotAFile;
            entries.add(
                new SnapshotEntry(path, link ? SnapshotEntry.Kind.OTHER : SnapshotEntry.Kind.FILE));
          }
        });
    if (shuffled) {
      Collections.shuffle(entries, order);
    }
    return entries;
  }

  @Override
  public FileContent read(String path, int mostBytes) {
    FileContent content = files.getOrDefault(path, new FileContent.Absent());
    if (content instanceof FileContent.Bytes bytes) {
      return bytes.bytes().length > mostBytes
          ? new FileContent.TooLarge(bytes.bytes().length)
          : new FileContent.Bytes(bytes.bytes().clone());
    }
    return content;
  }
}
