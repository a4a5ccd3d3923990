package dev.policyctl.trust;

import java.util.List;

/**
 * Whether a change of some paths has as many reviewers as the target demands for them.
 *
 * @param globs the paths as the configuration writes them
 * @param needed how many persons
 * @param paths those of the change that the globs match, in the policy repository, sorted
 * @param counted the persons who approved every such commit, or, where that is too few, the one
 *     that has the fewest; sorted
 * @param lacking the short ids of the commits that have too few, parents first
 * @param near why other approvals do not count, one line each
 * @param others the persons who may approve it still, sorted
 * @param base the id of the commit that the change is compared with
 * @param head the id of the commit that is to be approved
 */
public record QuorumVerdict(
    List<String> globs,
    int needed,
    List<String> paths,
    List<String> counted,
    List<String> lacking,
    List<String> near,
    List<String> others,
    String base,
    String head) {

  public QuorumVerdict {
    globs = List.copyOf(globs);
    paths = List.copyOf(paths);
    counted = List.copyOf(counted);
    lacking = List.copyOf(lacking);
    near = List.copyOf(near);
    others = List.copyOf(others);
  }

  /** Whether every commit has enough. */
  public boolean met() {
    return lacking.isEmpty();
  }

  /** One line for people, lower case. */
  public String message() {
    return "a change of "
        + quoted(globs)
        + " needs "
        + (needed == 1 ? "a reviewer" : needed + " reviewers")
        + " other than its authors, and "
        + approved()
        + (near.isEmpty() ? "" : "; " + String.join("; ", near));
  }

  private String approved() {
    String who =
        counted.isEmpty()
            ? "nobody"
            : quoted(counted) + (counted.size() == 1 && needed > 1 ? " alone" : "");
    return who + " approved it";
  }

  /** A way out of what is missing; empty where nothing is. */
  public String help() {
    if (met()) {
      return "";
    }
    if (counted.size() + others.size() < needed) {
      return "`trust.people` of the target has too few reviewers for these paths who are not"
          + " authors of the change"
          + (others.isEmpty() ? "" : " (" + quoted(others) + ")");
    }
    return quoted(others)
        + " may approve it: policyctl approve "
        + head
        + " --base "
        + base
        + " --reason …, then push the tag that it names; an approval pushed after this run needs a"
        + " re-run of the job";
  }

  private static String quoted(List<String> words) {
    return "`" + String.join("`, `", words) + "`";
  }
}
