package dev.policyctl.trust;

import dev.policyctl.model.OperationalException;
import dev.policyctl.repo.GitObjects;
import dev.policyctl.repo.TagRef;
import dev.policyctl.repo.raw.MalformedObject;
import dev.policyctl.repo.raw.RawTag;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that is named like an approval, as it was written; its signature is not looked at.
 *
 * @param name without {@code refs/tags/}
 * @param tree the tree in the name; empty where there is none
 * @param content what it says, if it is of the form of an approval and at one with its name
 * @param problem why it is not; empty otherwise
 */
record ApprovalTag(String name, String tree, Optional<Content> content, String problem) {
  private static final Pattern NAME =
      Pattern.compile(Pattern.quote(Approvals.FOLDER) + "([0-9a-f]{40})/(.+)");

  /** The object and the statement in it. */
  record Content(RawTag tag, ApprovalStatement statement) {}

  static ApprovalTag read(GitObjects objects, TagRef ref) {
    Matcher name = NAME.matcher(ref.name());
    String tree = name.matches() ? name.group(1) : "";
    try {
      if (tree.isEmpty()) {
        throw new ApprovalRefusal("its name is not of the form <tree id>/<person>");
      }
      Content content = content(objects, ref);
      agree(content, ref.name(), tree, name.group(2));
      return new ApprovalTag(ref.name(), tree, Optional.of(content), "");
    } catch (ApprovalRefusal e) {
      return new ApprovalTag(ref.name(), tree, Optional.empty(), e.reason());
    }
  }

  private static Content content(GitObjects objects, TagRef ref) throws ApprovalRefusal {
    try {
      String type =
          objects
              .typeOf(ref.id())
              .orElseThrow(() -> new ApprovalRefusal("its object is not in this clone"));
      if (!type.equals("tag")) {
        throw new ApprovalRefusal("it is a lightweight tag, which nobody can sign");
      }
      RawTag tag = RawTag.parse(objects.tag(ref.id()));
      return new Content(tag, ApprovalStatement.parse(tag.message()));
    } catch (MalformedObject e) {
      throw new ApprovalRefusal(e.detail());
    } catch (OperationalException e) {
      // Whoever may push a tag can push a broken one; that must not stop the rest.
      throw new ApprovalRefusal("it cannot be read: " + e.getMessage());
    }
  }

  private static void agree(Content content, String name, String tree, String person)
      throws ApprovalRefusal {
    RawTag tag = content.tag();
    ApprovalStatement statement = content.statement();
    if (!tag.name().equals(name)) {
      throw new ApprovalRefusal("its object was made for the name `" + tag.name() + "`");
    }
    if (!tag.type().equals("commit") || !tag.object().equals(statement.head())) {
      throw new ApprovalRefusal("it is put on another object than the `head` of its statement");
    }
    if (!statement.tree().equals(tree)) {
      throw new ApprovalRefusal("its statement is about another tree than its name");
    }
    if (!statement.person().equals(person)) {
      throw new ApprovalRefusal("its statement is by another person than its name");
    }
  }
}
