package dev.policyctl.repo;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.transport.PackParser;

/** Objects that are made in passing and kept in memory: a merge is tried, and nothing written. */
final class ScratchObjects extends ObjectInserter {
  private final ObjectReader stored;
  private final Map<ObjectId, ObjectLoader> made = new HashMap<>();

  /**
   * @param stored reads the repository's own objects; closed with this
   */
  ScratchObjects(ObjectReader stored) {
    this.stored = stored;
  }

  @Override
  public ObjectId insert(int type, byte[] data, int offset, int length) {
    byte[] copy = java.util.Arrays.copyOfRange(data, offset, offset + length);
    ObjectId id = idFor(type, copy);
    made.put(id, new ObjectLoader.SmallObject(type, copy));
    return id;
  }

  @Override
  public ObjectId insert(int type, long length, InputStream in) throws IOException {
    return insert(type, in.readNBytes(Math.toIntExact(length)));
  }

  @Override
  public PackParser newPackParser(InputStream in) {
    throw new UnsupportedOperationException("packs are not made in passing");
  }

  @Override
  public ObjectReader newReader() {
    return new Both(stored.newReader());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    stored.close();
  }

  /** Reads what was made, then what is stored. */
  private final class Both extends ObjectReader {
    private final ObjectReader reader;

    Both(ObjectReader reader) {
      this.reader = reader;
    }

    @Override
    public ObjectReader newReader() {
      return new Both(reader.newReader());
    }

    @Override
    public Collection<ObjectId> resolve(AbbreviatedObjectId id) throws IOException {
      return reader.resolve(id);
    }

    @Override
    public ObjectLoader open(AnyObjectId id, int type)
        throws MissingObjectException, IncorrectObjectTypeException, IOException {
      ObjectLoader own = made.get(id.copy());
      return own == null ? reader.open(id, type) : own;
    }

    @Override
    public Set<ObjectId> getShallowCommits() throws IOException {
      return reader.getShallowCommits();
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
