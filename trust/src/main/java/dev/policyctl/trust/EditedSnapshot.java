package dev.policyctl.trust;

import dev.policyctl.repo.FileContent;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.repo.SnapshotEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A snapshot as it would be if some files were written. */
record EditedSnapshot(Snapshot before, Map<String, String> texts) implements Snapshot {
  EditedSnapshot {
    texts = Map.copyOf(texts);
  }

  @Override
  public String description() {
    return before.description();
  }

  @Override
  public List<SnapshotEntry> list(String folder) {
    Map<String, SnapshotEntry> entries = new TreeMap<>();
    before.list(folder).forEach(entry -> entries.put(entry.path(), entry));
    texts.keySet().stream()
        .filter(path -> within(path, folder))
        .forEach(path -> entries.put(path, new SnapshotEntry(path, SnapshotEntry.Kind.FILE)));
    return List.copyOf(entries.values());
  }

  private static boolean within(String path, String folder) {
    return folder.isEmpty() ? path.indexOf('/') < 0 : path.startsWith(folder + "/");
  }

  @Override
  public FileContent read(String path, int mostBytes) {
    String text = texts.get(path);
    if (text == null) {
      return before.read(path, mostBytes);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length > mostBytes
        ? new FileContent.TooLarge(bytes.length)
        : new FileContent.Bytes(bytes);
  }
}
