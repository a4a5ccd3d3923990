package dev.policyctl.bundle.archive;

/**
 * How large an archive may be. Nothing is compressed, so its bytes bound the memory that reading it
 * takes.
 *
 * @param bytes of the archive
 * @param files in it
 */
public record ArchiveLimits(int bytes, int files) {
  /** 256 MiB and 20 000 files. */
  public static final ArchiveLimits DEFAULT = new ArchiveLimits(256 << 20, 20_000);
}
