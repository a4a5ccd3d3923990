package dev.policyctl.bundle.archive;

import java.util.Arrays;

/** A file of an archive. Immutable. */
public final class ArchiveFile {
  private final String name;
  private final byte[] content;

  /**
   * @param name with {@code /} between its segments; see {@link ArchiveNames}
   */
  public ArchiveFile(String name, byte[] content) {
    this.name = name;
    this.content = content.clone();
  }

  public String name() {
    return name;
  }

  /** A copy. */
  public byte[] content() {
    return content.clone();
  }

  /** In bytes. */
  public int size() {
    return content.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ArchiveFile file
        && name.equals(file.name)
        && Arrays.equals(content, file.content);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return name + " (" + content.length + " bytes)";
  }
}
