package dev.policyctl.analysis.region;

/**
 * A box on its way to a region, and what it carries.
 *
 * @param <T> what is put together when boxes are
 */
public final class Piece<T> {
  private final int[] box;
  private final T load;

  /**
   * @param box by axis the number of its set; not to be changed any more
   */
  public Piece(int[] box, T load) {
    this.box = box;
    this.load = load;
  }

  /** By axis the number of its set; not to be changed. */
  public int[] box() {
    return box;
  }

  /** What it carries. */
  public T load() {
    return load;
  }
}
