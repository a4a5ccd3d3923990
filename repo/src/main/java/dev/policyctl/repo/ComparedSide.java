package dev.policyctl.repo;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the two policy repositories that are compared.
 *
 * @param root the policy root that it is, or that the commit belongs to
 * @param snapshot what is read; its description is the side's name in reports
 * @param commitId in full, where it is a commit
 */
public record ComparedSide(Path root, Snapshot snapshot, Optional<String> commitId) {

  static ComparedSide of(Path root, GitRevision revision) {
    return new ComparedSide(root, revision, Optional.of(revision.commitId()));
  }

  static ComparedSide of(Path root, WorkTree files) {
    return new ComparedSide(root, files, Optional.empty());
  }
}
