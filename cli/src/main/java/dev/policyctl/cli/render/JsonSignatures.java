package dev.policyctl.cli.render;

import dev.policyctl.repo.Proposal;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.Objection;
import dev.policyctl.trust.SignatureVerdict;
import dev.policyctl.validators.signature.Signatures;
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
    signatures.commits().forEach(commit -> commit(json, commit));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void range(JsonGenerator json, Proposal proposal) {
    json.writeStringProperty("base", proposal.base().commitId());
    json.writeStringProperty("head", proposal.head().commitId());
    json.writeStringProperty("read", proposal.tree().commitId());
  }

  private static void commit(JsonGenerator json, CommitVerdict commit) {
    json.writeStartObject();
    json.writeStringProperty("commit", commit.id());
    json.writeBooleanProperty("passes", commit.passes());
    commit.signer().ifPresent(by -> signer(json, by));
    json.writeArrayPropertyStart("objections");
    for (Objection objection : commit.objections()) {
      json.writeString(objection.message());
    }
    json.writeEndArray();
    json.writeArrayPropertyStart("remarks");
    commit.remarks().forEach(json::writeString);
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void signer(JsonGenerator json, SignatureVerdict.By by) {
    json.writeObjectPropertyStart("signer");
    json.writeStringProperty("person", by.person().id().value());
    json.writeStringProperty("fingerprint", by.fingerprint());
    json.writeEndObject();
  }
}
