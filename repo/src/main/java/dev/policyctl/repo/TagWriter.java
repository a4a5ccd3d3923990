package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * Writes annotated tags of commits into a git repository: the one thing that policyctl ever changes
 * there. Names are without {@code refs/tags/}.
 */
public final class TagWriter {
  private final GitRepository git;

  TagWriter(GitRepository git) {
    this.git = git;
  }

  /**
   * The bytes of a tag that is to be signed; the signature follows them.
   *
   * @param tagger as in {@code Ada <ada@acme.example>}
   * @param message with its last line feed
   */
  public static byte[] unsigned(
      String commitId, String name, String tagger, Instant time, String message) {
    String text =
        "object "
            + commitId
            + "\ntype commit\ntag "
            + name
            + "\ntagger "
            + tagger
            + " "
            + time.getEpochSecond()
            + " +0000\n\n"
            + message;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The id of what a tag names; nothing where there is none. */
  public Optional<String> find(String name) {
    Ref ref = git.read(name, repository -> repository.exactRef(Constants.R_TAGS + name));
    return Optional.ofNullable(ref).map(Ref::getObjectId).map(ObjectId::name);
  }

  /**
   * Writes a tag, over one that is there as well.
   *
   * @param tag the object's bytes, without git's own header
   * @throws OperationalException where the name is none that git takes, or it cannot be written
   */
  public void write(String name, byte[] tag) {
    write(
        name,
        repository -> {
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(Constants.OBJ_TAG, tag);
            inserter.flush();
            return id;
          }
        });
  }

  /** Lets a tag name what it named before; nothing: takes it away. */
  public void restore(String name, Optional<String> before) {
    if (find(name).equals(before)) {
      return;
    }
    if (before.isPresent()) {
      write(name, repository -> ObjectId.fromString(before.get()));
      return;
    }
    updated(
        name,
        repository -> {
          RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
          update.setForceUpdate(true);
          return update.delete();
        });
  }

  private void write(String name, GitRepository.Reading<ObjectId> object) {
    updated(
        name,
        repository -> {
          RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
          update.setNewObjectId(object.read(repository));
          update.setForceUpdate(true);
          update.disableRefLog();
          return update.update();
        });
  }

  private void updated(String name, GitRepository.Reading<RefUpdate.Result> change) {
    if (!Repository.isValidRefName(Constants.R_TAGS + name)) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "`" + name + "` is no name that git takes for a tag",
          "call the person otherwise in `trust.people`");
    }
    git.read(
        name,
        repository -> {
          try {
            RefUpdate.Result result = change.read(repository);
            if (result == RefUpdate.Result.LOCK_FAILURE || result.name().startsWith("REJECTED")) {
              throw cannotWrite(name, result.name());
            }
            return result;
          } catch (IOException e) {
            throw cannotWrite(name, e.getClass().getSimpleName());
          }
        });
  }

  private static OperationalException cannotWrite(String name, String why) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "cannot write the tag `" + name + "`: " + why,
        "check that the git repository can be written to, and that no tag is called like a folder"
            + " of it");
  }
}
