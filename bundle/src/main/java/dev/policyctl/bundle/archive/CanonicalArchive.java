package dev.policyctl.bundle.archive;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The one way to write files as an archive, and to read it. What is read is written again, and must
 * give the same bytes: so there is no room for links, other kinds of entries, extended headers,
 * second members, or anything behind the end.
 */
public final class CanonicalArchive {
  private static final int END = 2 * TarHeader.BLOCK;

  private CanonicalArchive() {}

  /**
   * The bytes of some files, in the order given.
   *
   * @throws MalformedArchive where a name cannot be in an archive
   */
  public static byte[] write(List<ArchiveFile> files) throws MalformedArchive {
    ArchiveNames.check(files.stream().map(ArchiveFile::name).toList());
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (ArchiveFile file : files) {
      tar.writeBytes(TarHeader.of(file.name(), file.size()));
      tar.writeBytes(file.content());
      tar.writeBytes(new byte[padding(file.size())]);
    }
    tar.writeBytes(new byte[END]);
    return StoredGzip.of(tar.toByteArray());
  }

  private static int padding(long size) {
    return (int) ((TarHeader.BLOCK - size % TarHeader.BLOCK) % TarHeader.BLOCK);
  }

  /**
   * The files of an archive, in its order.
   *
   * @throws MalformedArchive where the bytes are not what writing these files gives, or are more
   *     than the limits allow
   */
  public static List<ArchiveFile> read(byte[] archive, ArchiveLimits limits)
      throws MalformedArchive {
    if (archive.length > limits.bytes()) {
      throw new MalformedArchive("the archive has more than " + limits.bytes() + " bytes");
    }
    byte[] tar = StoredGzip.content(archive);
    List<ArchiveFile> files = new ArrayList<>();
    int at = 0;
    while (at + END < tar.length) {
      if (files.size() == limits.files()) {
        throw new MalformedArchive("the archive has more than " + limits.files() + " files");
      }
      String name = TarHeader.name(tar, at);
      long size = TarHeader.size(tar, at);
      at += TarHeader.BLOCK;
      if (at + size + padding(size) + END > tar.length) {
        throw new MalformedArchive("the file `" + name + "` is longer than the archive");
      }
      files.add(new ArchiveFile(name, Arrays.copyOfRange(tar, at, at + (int) size)));
      at += (int) size + padding(size);
    }
    if (!Arrays.equals(write(files), archive)) {
      throw new MalformedArchive("the archive is not of the canonical form");
    }
    return List.copyOf(files);
  }
}
