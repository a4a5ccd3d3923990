package dev.policyctl.model.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A version of Semantic Versioning 2.0.0, in the bounds of a policy's {@code version}: at most 64
 * characters, and numbers of at most nine digits before the pre-release.
 *
 * <p>Ordered by precedence (section 11 of the specification), in which the build does not count; so
 * two versions that differ in their builds alone compare as 0 and are not equal.
 *
 * @param preRelease its identifiers; empty for a release
 * @param build its identifiers; may be empty
 */
public record SemanticVersion(
    long major, long minor, long patch, List<String> preRelease, List<String> build)
    implements Comparable<SemanticVersion> {
  private static final int LONGEST = 64;
  private static final int MOST_DIGITS = 9;

  public SemanticVersion {
    preRelease = List.copyOf(preRelease);
    build = List.copyOf(build);
  }

  /** The version that a text is, to its last character; nothing where it is none. */
  public static Optional<SemanticVersion> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int plus = text.indexOf('+');
    String precedence = plus < 0 ? text : text.substring(0, plus);
    int dash = precedence.indexOf('-');
    List<String> core = split(dash < 0 ? precedence : precedence.substring(0, dash));
    List<String> preRelease = dash < 0 ? List.of() : split(precedence.substring(dash + 1));
    List<String> build = plus < 0 ? List.of() : split(text.substring(plus + 1));
    boolean sound =
        core.size() == 3
            && core.stream().allMatch(part -> part.length() <= MOST_DIGITS && number(part))
            && preRelease.stream().allMatch(part -> identifier(part) && !padded(part))
            && build.stream().allMatch(SemanticVersion::identifier);
    return sound
        ? Optional.of(
            new SemanticVersion(
                Long.parseLong(core.get(0)),
                Long.parseLong(core.get(1)),
                Long.parseLong(core.get(2)),
                preRelease,
                build))
        : Optional.empty();
  }

  private static List<String> split(String dotted) {
    return Arrays.asList(dotted.split("\\.", -1));
  }

  private static boolean number(String text) {
    return digits(text) && !padded(text);
  }

  private static boolean digits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** Whether it is a number with a leading zero. */
  private static boolean padded(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && digits(text);
  }

  private static boolean identifier(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= '0' && c <= '9')
                        || (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || c == '-');
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int core = compareCore(other);
    if (core != 0) {
      return core;
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    int shared = Math.min(preRelease.size(), other.preRelease.size());
    for (int i = 0; i < shared; i++) {
      int order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  private int compareCore(SemanticVersion other) {
    if (major != other.major) {
      return Long.compare(major, other.major);
    }
    return minor == other.minor
        ? Long.compare(patch, other.patch)
        : Long.compare(minor, other.minor);
  }

  /** Numbers by value, without bounds, and below everything else. */
  private static int compareIdentifiers(String one, String other) {
    boolean numeric = digits(one);
    if (numeric != digits(other)) {
      return numeric ? -1 : 1;
    }
    return numeric && one.length() != other.length()
        ? Integer.compare(one.length(), other.length())
        : one.compareTo(other);
  }

  /**
   * The least release that is so far from this version. A pre-release is below its own release, so
   * that 2.0.0-rc.1 becomes 2.0.0 by any bump, and 2.1.0-rc.1 becomes 2.1.0 unless the bump is
   * major.
   */
  public SemanticVersion bump(VersionBump bump) {
    boolean pending = !preRelease.isEmpty();
    return switch (bump) {
      case MAJOR -> release(pending && minor == 0 && patch == 0 ? major : major + 1, 0, 0);
      case MINOR -> release(major, pending && patch == 0 ? minor : minor + 1, 0);
      case PATCH -> release(major, minor, pending ? patch : patch + 1);
    };
  }

  private static SemanticVersion release(long major, long minor, long patch) {
    return new SemanticVersion(major, minor, patch, List.of(), List.of());
  }

  /**
   * Whether this version may follow a release after a change that requires a bump: it is above it,
   * and it, or the release that it leads up to, is far enough. Below 1.0.0 a major change needs a
   * minor bump.
   */
  public boolean mayFollow(SemanticVersion released, VersionBump required) {
    return compareTo(released) > 0 && compareCore(released.bump(required.after(released))) >= 0;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return major
        + "."
        + minor
        + "."
        + patch
        + (preRelease.isEmpty() ? "" : "-" + String.join(".", preRelease))
        + (build.isEmpty() ? "" : "+" + String.join(".", build));
  }
}
