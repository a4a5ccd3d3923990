package dev.policyctl.repo;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Map<ObjectId, ObjectLoader> recent;

  /**
   * Some of the commits and trees that were read and checked last: a commit's trees are read again
   * as those of the parent of the next.
   */
  static final class Recent extends LinkedHashMap<ObjectId, ObjectLoader> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 512;
    private static final int LARGEST = 16 << 10;

    private Recent() {
      super(MOST, 0.75f, true);
    }

    static Map<ObjectId, ObjectLoader> none() {
      return Collections.synchronizedMap(new Recent());
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ObjectId, ObjectLoader> eldest) {
      return size() > MOST;
    }
  }

  /**
   * @param recent is shared by the readers of one repository
   */
  CheckedReader(ObjectReader reader, Map<ObjectId, ObjectLoader> recent) {
    this.reader = reader;
    this.recent = recent;
  }

  @Override
  public ObjectReader newReader() {
    return new CheckedReader(reader.newReader(), recent);
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
    ObjectLoader known = recent.get(id.copy());
    if (known != null && (type == OBJ_ANY || type == known.getType())) {
      return known;
    }
    ObjectLoader loader = reader.open(id, type);
    if (loader.getType() == Constants.OBJ_COMMIT || loader.getType() == Constants.OBJ_TREE) {
      String typeName = Constants.typeString(loader.getType());
      byte[] bytes = loader.getCachedBytes(MOST_BYTES);
      if (!ObjectIds.isIdOf(id.name(), typeName, bytes)) {
        throw new CorruptObjectException("the " + typeName + " " + id.name() + " has another id");
      }
      if (bytes.length <= Recent.LARGEST) {
        recent.put(id.copy(), loader);
      }
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
