package dev.policyctl.cli.render;

import dev.policyctl.repo.Proposal;
import dev.policyctl.trust.ApprovalVerdict;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.QuorumVerdict;
import dev.policyctl.trust.SignatureVerdict;
import dev.policyctl.validators.signature.Signatures;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Who signed what, for programs. */
final class JsonSignatures {
  private JsonSignatures() {}

  static void write(JsonGenerator json, Signatures signatures) {
    json.writeObjectPropertyStart("signatures");
    json.writeStringProperty("state", signatures.state().label());
    json.writeStringProperty("summary", signatures.sentence());
    signatures.proposal().ifPresent(proposal -> range(json, proposal));
    json.writeArrayPropertyStart("commits");
    signatures.verdict().commits().forEach(commit -> commit(json, commit));
    json.writeEndArray();
    json.writeArrayPropertyStart("approvals");
    signatures.verdict().approvals().forEach(approval -> approval(json, approval));
    json.writeEndArray();
    json.writeArrayPropertyStart("quorum");
    signatures.verdict().quorum().forEach(quorum -> quorum(json, quorum));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, Proposal proposal) {
    json.writeStringProperty("base", proposal.base().commitId());
    json.writeStringProperty("head", proposal.head().commitId());
    json.writeStringProperty("read", proposal.tree().commitId());
  }

  static void commit(JsonGenerator json, CommitVerdict commit) {
    json.writeStartObject();
    json.writeStringProperty("commit", commit.id());
    json.writeBooleanProperty("passes", commit.passes());
    commit.signer().ifPresent(by -> signer(json, by));
    strings(json, "objections", commit.objections().stream().map(Objection::message).toList());
    strings(json, "remarks", commit.remarks());
    json.writeEndObject();
  }

  private static void signer(JsonGenerator json, SignatureVerdict.By by) {
    json.writeObjectPropertyStart("signer");
    json.writeStringProperty("person", by.person().id().value());
    json.writeStringProperty("fingerprint", by.fingerprint());
    json.writeEndObject();
  }

  static void approval(JsonGenerator json, ApprovalVerdict approval) {
    json.writeStartObject();
    json.writeStringProperty("tag", approval.tag());
    json.writeBooleanProperty("counts", approval.counts());
    approval.approval().ifPresent(holds -> json.writeStringProperty("person", holds.by()));
    approval.whyNot().ifPresent(why -> json.writeStringProperty("reason", why));
    json.writeEndObject();
  }

  static void quorum(JsonGenerator json, QuorumVerdict quorum) {
    json.writeStartObject();
    strings(json, "paths", quorum.globs());
    json.writeNumberProperty("reviewers", quorum.needed());
    json.writeBooleanProperty("met", quorum.met());
    strings(json, "changed", quorum.paths());
    strings(json, "approvedBy", quorum.counted());
    json.writeEndObject();
  }

  private static void strings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
