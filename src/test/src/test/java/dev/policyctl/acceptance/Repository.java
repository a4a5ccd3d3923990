package dev.policyctl.acceptance;

import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/** A git repository that holds a policy repository. */
record Repository(Folder folder) {

  /** Commits the files of a folder as the first commit of {@code main}. */
  static Repository of(Folder folder) {
    try (Git git =
        Git.init().setDirectory(folder.path().toFile()).setInitialBranch("main").call()) {
      Repository repository = new Repository(folder);
      repository.commit(git);
      return repository;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }

  Path path() {
    return folder.path();
  }

  private interface Work {
    void on(Git git) throws GitAPIException;
  }

  private Repository git(Work work) {
    try (Git git = Git.open(path().toFile())) {
      work.on(git);
      return this;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void commit(Git git) throws GitAPIException {
    git.add().addFilepattern(".").call();
    git.add().addFilepattern(".").setUpdate(true).call();
    git.commit().setMessage("x").setAuthor("a", "a@x").setCommitter("a", "a@x").call();
  }

  /** Commits every file. */
  Repository commit() {
    return git(this::commit);
  }

  /** Makes a branch, and goes on with it. */
  Repository branch(String name) {
    return git(git -> git.checkout().setCreateBranch(true).setName(name).call());
  }

  /** Goes on with a branch that is there. */
  Repository checkout(String name) {
    return git(git -> git.checkout().setName(name).call());
  }

  /** Makes a tag of the last commit. */
  Repository tag(String name) {
    return git(git -> git.tag().setName(name).setAnnotated(false).call());
  }

  /** A clone of the last commit alone. */
  Path shallow(Path to) {
    try {
      Git.cloneRepository()
          .setURI(path().toUri().toString())
          .setDirectory(to.toFile())
          .setDepth(1)
          .call()
          .close();
      return to;
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }
}
