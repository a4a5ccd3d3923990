package dev.policyctl.repo;

import java.util.List;

/**
 * The files of a policy repository at one moment. Paths are relative to the policy root, with
 * {@code /}. Symbolic links and submodules are listed, never followed.
 */
public interface Snapshot extends AutoCloseable {

  /** What it was taken from, for reports: {@code work tree} or a revision with its commit id. */
  String description();

  /**
   * All entries below a folder, at any depth, sorted by path; none where there is no such folder.
   *
   * @param folder relative to the policy root, without a slash at its ends; empty: the root's own
   *     entries, without those in folders
   */
  List<SnapshotEntry> list(String folder);

  /** The content of a regular file of at most that many bytes, or why there is none. */
  FileContent read(String path, int mostBytes);

  /** Lets go of what it holds open, if anything; it is not read after that. */
  @Override
  default void close() {}
}
