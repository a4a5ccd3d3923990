package dev.policyctl.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;

/** Random choices from a seed; the same sequence on every JDK. */
final class Draw {
  private final SplittableRandom random;

  Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A number from 0 up to but not including {@code bound}. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A number within both ends. */
  int between(int least, int most) {
    return least + random.nextInt(most - least + 1);
  }

  /** A number from 0 up to but not including {@code bound}; small ones far more often. */
  int skewed(int bound) {
    double unit = random.nextDouble();
    return (int) (bound * unit * unit * unit);
  }

  boolean percent(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Some different elements, in the order of the list; all where there are no more. */
  <T> List<T> some(int count, List<T> of) {
    TreeSet<Integer> places = new TreeSet<>();
    while (places.size() < Math.min(count, of.size())) {
      places.add(random.nextInt(of.size()));
    }
    List<T> chosen = new ArrayList<>();
    places.forEach(place -> chosen.add(of.get(place)));
    return chosen;
  }

  /** For the methods of {@link java.util.Collections}. */
  Random shuffler() {
    return new Random(random.nextLong());
  }
}
