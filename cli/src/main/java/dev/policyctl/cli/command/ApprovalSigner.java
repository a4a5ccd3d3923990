package dev.policyctl.cli.command;

import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.repo.TagWriter;
import dev.policyctl.trust.ApprovalStatement;

/** Signs approvals as a tag. */
interface ApprovalSigner {

  /** Whether it seems to sign for a person; the signature decides, and not this. */
  boolean isOf(Person person);

  /** Whom it seems to sign for, in words. */
  String owner();

  /**
   * Writes the signed tag.
   *
   * @param replace whether there is one of its name
   */
  void sign(TagWriter tags, ApprovalStatement statement, Person person, boolean replace);
}
