package dev.policyctl.model.text;

import java.util.List;
import java.util.Optional;

/**
 * A file as far as it could be read.
 *
 * @param root the tree; empty where the file has no content or none could be read
 * @param intact whether everything was read: otherwise parts are missing from the tree, and what
 *     would be concluded from their absence must not be
 * @param directives comments that speak to policyctl, from {@code #} to the end of the line, in
 *     file order
 */
public record ParsedFile(
    SourceText source, Optional<Node> root, boolean intact, List<Text> directives) {

  public ParsedFile {
    directives = List.copyOf(directives);
  }

  /** The same file without its tree, once that was read: a large one takes much memory. */
  public ParsedFile withoutRoot() {
    return new ParsedFile(source, Optional.empty(), intact, directives);
  }
}
