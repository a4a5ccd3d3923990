package dev.policyctl.model.text;

/**
 * How much input one run reads. Every limit is checked before the work that it bounds.
 *
 * @param fileBytes bytes of one file
 * @param scalarBytes characters of one scalar, in UTF-16 units
 * @param files files read in one run
 * @param totalBytes bytes of all files read in one run
 * @param depth nesting of collections; not raisable
 */
public record InputLimits(int fileBytes, int scalarBytes, int files, long totalBytes, int depth) {

  /** 4 MiB a file, 64 KiB a scalar, 10 000 files, 64 MiB a run, 64 levels. */
  public static final InputLimits DEFAULT =
      new InputLimits(4 << 20, 64 << 10, 10_000, 64L << 20, 64);
}
