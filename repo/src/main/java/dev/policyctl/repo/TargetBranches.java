package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/** Finds the target branch by full names alone, so that no tag can stand in for it. */
final class TargetBranches {
  private static final String ORIGIN = "refs/remotes/origin/";
  private static final List<String> USUAL = List.of("main", "master");

  private final GitRepository git;

  TargetBranches(GitRepository git) {
    this.git = git;
  }

  /** The branch of that name as the last fetch saw it, of a clone with all of its history. */
  TargetBranch fetched(String branch) {
    require(branch);
    Optional<TargetBranch> found = at(ORIGIN + branch);
    if (found.isEmpty()) {
      throw missing("the target branch `" + branch + "` was not fetched", branch);
    }
    if (git.shallow()) {
      throw missing("the clone is shallow, so where it left `" + branch + "` is unknown", branch);
    }
    return found.get();
  }

  /** The branch of that name as the last fetch saw it, else the local one. */
  TargetBranch configured(String branch) {
    require(branch);
    return at(ORIGIN + branch)
        .or(() -> at(Constants.R_HEADS + branch))
        .orElseThrow(
            () -> missing("no branch `" + branch + "`, which `targetBranch` names", branch));
  }

  /** The remote's default branch, else the one that is called as usual. */
  TargetBranch usual() {
    return findUsual()
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.UNDECIDED,
                    "no target branch: neither `main` nor `master` is there",
                    "name what to compare with, or `targetBranch` in .policyctl.yaml; or fetch it: "
                        + git.fetch()));
  }

  /** Likewise; nothing where there is none. */
  Optional<TargetBranch> findUsual() {
    return at(ORIGIN + Constants.HEAD).or(() -> first(ORIGIN)).or(() -> first(Constants.R_HEADS));
  }

  private Optional<TargetBranch> first(String folder) {
    return USUAL.stream().flatMap(branch -> at(folder + branch).stream()).findFirst();
  }

  private Optional<TargetBranch> at(String name) {
    Ref ref = git.read(name, repository -> repository.exactRef(name));
    if (ref == null || ref.getObjectId() == null) {
      return Optional.empty();
    }
    String leaf = Repository.shortenRefName(ref.getLeaf().getName());
    return Optional.of(new TargetBranch(leaf, git.commit(leaf, ref.getObjectId()).name()));
  }

  private static void require(String branch) {
    if (!Repository.isValidRefName(Constants.R_HEADS + branch)) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "`" + branch + "` is no name of a branch",
          "name the target branch without its remote, as in main");
    }
  }

  private OperationalException missing(String message, String branch) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        message,
        "fetch it: "
            + git.fetch(ShellWord.of("+" + Constants.R_HEADS + branch + ":" + ORIGIN + branch)));
  }
}
