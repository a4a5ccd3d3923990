package dev.policyctl.repo;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Reads objects, and demands of commits and trees that they have the ids that they were asked for
 * by: what a commit holds is what its signature stands for then, down to the ids of files.
 */
final class CheckedReader extends ObjectReader {
  private static final int MOST_BYTES = 8 << 20;

  private final ObjectReader reader;

  CheckedReader(ObjectReader reader) {
    this.reader = reader;
  }

  @Override
  public ObjectReader newReader() {
    return new CheckedReader(reader.newReader());
  }

  @Override
  public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
    return reader.resolve(id);
  }

  @Override
  public boolean has(AnyObjectId id, int type) throws IOException {
    return reader.has(id, type);
  }

  @Override
  public ObjectLoader open(AnyObjectId id, int type) throws IOException {
    ObjectLoader loader = reader.open(id, type);
    boolean walked =
        loader.getType() == Constants.OBJ_COMMIT || loader.getType() == Constants.OBJ_TREE;
    String typeName = Constants.typeString(loader.getType());
    if (walked && !ObjectIds.isIdOf(id.name(), typeName, loader.getCachedBytes(MOST_BYTES))) {
      throw new CorruptObjectException("the " + typeName + " " + id.name() + " has another id");
    }
    return loader;
  }

  @Override
  public Set<ObjectId> getShallowCommits() throws IOException {
    return reader.getShallowCommits();
  }

  @Override
  public void setStreamFileThreshold(int threshold) {
    reader.setStreamFileThreshold(threshold);
  }

  @Override
  public int getStreamFileThreshold() {
    return reader.getStreamFileThreshold();
  }

  @Override
  public void close() {
    reader.close();
  }
}
