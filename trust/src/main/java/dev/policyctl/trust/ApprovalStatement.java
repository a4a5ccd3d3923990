package dev.policyctl.trust;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * What a reviewer says about a change, as an in-toto Statement v1: that a tree may be. It is the
 * message of a signed tag, and proves nothing without the signature.
 *
 * @param tree the id of the head's tree
 * @param person who approves, as the trust configuration calls them
 * @param base the id of the commit that the change was compared with
 * @param head the id of the commit that was looked at
 * @param reason in the reviewer's words; not empty
 * @param time when, in whole seconds
 * @param expires from when on it no longer counts; nothing: never
 */
public record ApprovalStatement(
    String tree,
    String person,
    String base,
    String head,
    String reason,
    Instant time,
    Optional<Instant> expires) {
  /** The type of an in-toto statement. */
  public static final String TYPE = "https://in-toto.io/Statement/v1";

  /** The type of what is stated. */
  public static final String PREDICATE_TYPE = "https://policyctl.dev/approval/v1";

  public ApprovalStatement {
    time = time.truncatedTo(ChronoUnit.SECONDS);
    expires = expires.map(instant -> instant.truncatedTo(ChronoUnit.SECONDS));
  }

  /**
   * Reads one from a tag's message.
   *
   * @throws ApprovalRefusal where it is anything but the statement, whole and alone
   */
  static ApprovalStatement parse(String message) throws ApprovalRefusal {
    return ApprovalReader.read(message);
  }

  /** The tag that it belongs into, without {@code refs/tags/}. */
  public String tagName() {
    return Approvals.FOLDER + tree + "/" + person;
  }

  /** The statement as it is signed: one line of ASCII, and its line feed. */
  public String write() {
    return ApprovalWriter.write(this);
  }
}
