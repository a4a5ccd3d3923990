package dev.policyctl.trust;

import dev.policyctl.repo.raw.RawCommit;
import java.util.List;
import java.util.Optional;

/**
 * What became of one commit of a change.
 *
 * @param id in full
 * @param commit nothing where it could not be read
 * @param signer whose key made its signature; nothing where it has none that holds
 * @param touched the paths that it changes of its own, in the git repository, sorted
 * @param objections what speaks against it; none where it passes
 * @param remarks what is odd about it, and no reason to refuse it; one line each
 */
public record CommitVerdict(
    String id,
    Optional<RawCommit> commit,
    Optional<SignatureVerdict.By> signer,
    List<String> touched,
    List<Objection> objections,
    List<String> remarks) {

  public CommitVerdict {
    touched = List.copyOf(touched);
    objections = List.copyOf(objections);
    remarks = List.copyOf(remarks);
  }

  /** The id as people write it. */
  public String shortId() {
    return id.substring(0, 12);
  }

  /** Whether nothing speaks against it. */
  public boolean passes() {
    return objections.isEmpty();
  }
}
