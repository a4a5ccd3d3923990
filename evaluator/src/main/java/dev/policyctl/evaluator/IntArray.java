package dev.policyctl.evaluator;

import java.util.Arrays;

/** Numbers as a key: equal by content. Whoever makes one no longer changes the array. */
final class IntArray {
  private final int[] values;
  private final int hash;

  IntArray(int[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IntArray array
        && array.hash == hash
        && Arrays.equals(array.values, values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
