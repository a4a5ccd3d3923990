package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.policy.SemanticVersion;
import dev.policyctl.model.reader.Grammar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevTag;

/**
 * Reads release tags. Anybody who may push can have made any tag, so every name and every object is
 * taken for hostile.
 */
final class TagReader {
  /** A tag of a tag of a tag; nobody makes longer chains in earnest. */
  private static final int MOST_TAGS_IN_A_ROW = 8;

  private static final int MOST_BYTES_OF_A_TAG = 1 << 20;

  private final GitRepository git;

  TagReader(GitRepository git) {
    this.git = git;
  }

  /**
   * A tag with a version in its name, of which nothing else is known yet.
   *
   * @param name without {@code refs/tags/}
   */
  record Candidate(String name, SemanticVersion version, ObjectId target) {}

  /**
   * The tags that are named like releases of a bundle.
   *
   * @param candidates ascending, as {@link ReleaseTag} orders
   * @param ignored names that end in no semantic version, sorted
   */
  record Candidates(List<Candidate> candidates, List<String> ignored) {}

  /** Lists the tags of a bundle, wherever they are, without a look at what they name. */
  Candidates list(Bundle bundle) {
    String prefix = bundle + "/v";
    List<Candidate> candidates = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    for (Ref ref : refs(bundle, Constants.R_TAGS + prefix)) {
      String name = ref.getName().substring(Constants.R_TAGS.length());
      ObjectId target = ref.getObjectId();
      Optional<SemanticVersion> version = SemanticVersion.parse(name.substring(prefix.length()));
      if (target == null || version.isEmpty()) {
        ignored.add(name);
      } else {
        candidates.add(new Candidate(name, version.get(), target));
      }
    }
    candidates.sort(Comparator.comparing(Candidate::version).thenComparing(Candidate::name));
    Collections.sort(ignored);
    return new Candidates(candidates, ignored);
  }

  /** The tags that are named like releases of any bundle, by their names. */
  List<Candidate> list() {
    List<Candidate> candidates = new ArrayList<>();
    List<Ref> refs =
        git.read(
            Constants.R_TAGS,
            repository -> repository.getRefDatabase().getRefsByPrefix(Constants.R_TAGS));
    for (Ref ref : refs) {
      String name = ref.getName().substring(Constants.R_TAGS.length());
      ObjectId target = ref.getObjectId();
      String[] parts = name.split("/", -1);
      boolean named =
          parts.length == 3
              && Grammar.SEGMENT.accepts(parts[0])
              && Grammar.SEGMENT.accepts(parts[1])
              && parts[2].startsWith("v");
      if (named && target != null) {
        SemanticVersion.parse(parts[2].substring(1))
            .ifPresent(version -> candidates.add(new Candidate(name, version, target)));
      }
    }
    candidates.sort(Comparator.comparing(Candidate::name));
    return candidates;
  }

  private List<Ref> refs(Bundle bundle, String prefix) {
    boolean named =
        Grammar.SEGMENT.accepts(bundle.environment()) && Grammar.SEGMENT.accepts(bundle.tenant());
    return named
        ? git.read(prefix, repository -> repository.getRefDatabase().getRefsByPrefix(prefix))
        : List.of();
  }

  /**
   * The release that a tag stands for; nothing where it names no commit.
   *
   * @throws dev.policyctl.model.OperationalException undecided where the object is missing: that is
   *     no reason to take an older release for the last
   */
  Optional<ReleaseTag> release(Candidate tag) {
    return git.read(
            tag.name(),
            repository -> {
              try (ObjectReader reader = git.reader()) {
                return peel(reader, tag.target());
              }
            })
        .map(id -> new ReleaseTag(tag.name(), tag.version(), tag.target().name(), id.name()));
  }

  private static Optional<ObjectId> peel(ObjectReader reader, ObjectId start) throws IOException {
    ObjectId id = start;
    for (int tags = 0; tags <= MOST_TAGS_IN_A_ROW; tags++) {
      ObjectLoader loader = reader.open(id);
      if (loader.getType() == Constants.OBJ_COMMIT) {
        return Optional.of(id);
      }
      if (loader.getType() != Constants.OBJ_TAG || loader.getSize() > MOST_BYTES_OF_A_TAG) {
        return Optional.empty();
      }
      try {
        id = RevTag.parse(loader.getCachedBytes(MOST_BYTES_OF_A_TAG)).getObject();
      } catch (CorruptObjectException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
