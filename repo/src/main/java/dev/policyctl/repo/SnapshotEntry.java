package dev.policyctl.repo;

/** A file of a snapshot; sorted by path where listed. */
public record SnapshotEntry(String path, Kind kind) {

  /** What kind of file it is. */
  public enum Kind {
    FILE,
    /** A symbolic link, a submodule, a device: nothing that policy may be read from. */
    OTHER
  }

  /** The part behind the last slash. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
