package dev.policyctl.model.text;

import dev.policyctl.model.finding.Span;

/** A node of a policy file's tree; each knows where it stands. */
public sealed interface Node permits MapNode, ListNode, ScalarNode {

  /** Where it stands: from its first character to behind its last. */
  Span span();

  /** What it is, for messages: {@code a mapping}, {@code a list}, {@code a string} … */
  String describe();
}
