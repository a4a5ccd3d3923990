package dev.policyctl.model.text;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import java.util.List;
import java.util.Optional;

/**
 * A file as far as it could be read.
 *
 * @param root the tree; empty where the file has no content or none could be read
 * @param intact whether everything was read: otherwise parts are missing from the tree, and what
 *     would be concluded from their absence must not be
 * @param lost lines that could not be read though what is around them was
 * @param directives comments that speak to policyctl, from {@code #} to the end of the line, in
 *     file order
 */
public record ParsedFile(
    SourceText source, Optional<Node> root, boolean intact, String lost, List<Text> directives) {

  public ParsedFile {
    directives = List.copyOf(directives);
  }

  /**
   * What of these findings can be believed: a key that seems to be missing may stand in a line that
   * could not be read.
   */
  public List<Finding> credible(List<Finding> findings) {
    return lost.isEmpty() ? findings : findings.stream().filter(f -> !isLost(f)).toList();
  }

  private boolean isLost(Finding finding) {
    return finding.code() == FindingCode.MISSING_KEY
        && lost.contains(finding.subject().substring(finding.subject().indexOf(':') + 1));
  }

  /** The same file without its tree, once that was read: a large one takes much memory. */
  public ParsedFile withoutRoot() {
    return new ParsedFile(source, Optional.empty(), intact, lost, directives);
  }
}
