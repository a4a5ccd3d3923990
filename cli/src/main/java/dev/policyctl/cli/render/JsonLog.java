package dev.policyctl.cli.render;

import dev.policyctl.cli.render.DiffReport.BundleDiff;
import dev.policyctl.cli.render.LogReport.Entry;
import dev.policyctl.cli.render.LogReport.NotValid;
import dev.policyctl.cli.render.LogReport.Undecided;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.repo.Proposal.Point;
import dev.policyctl.repo.raw.Identity;
import dev.policyctl.trust.HistoryVerdict;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The history for programs; {@code schema/log.schema.json} describes it. */
public final class JsonLog implements LogRenderer {

  @Override
  public String render(LogReport report) {
    return Json.report(
        json -> {
          point(json, "tip", report.tip());
          report.base().ifPresent(base -> point(json, "base", base));
          json.writeStringProperty("asOf", report.asOf());
          json.writeObjectPropertyStart("signatures");
          json.writeStringProperty(
              "state", report.judge().isPresent() ? "judged" : "not-configured");
          json.writeStringProperty("summary", report.signatures());
          report.judge().ifPresent(judge -> point(json, "judge", judge));
          json.writeEndObject();
          json.writeArrayPropertyStart("entries");
          report.entries().forEach(entry -> entry(json, entry));
          json.writeEndArray();
          undecided(json, report.undecided());
          json.writeBooleanProperty("limited", report.limited());
          json.writeBooleanProperty("complete", !report.incomplete());
          json.writeBooleanProperty("verified", report.verified());
        });
  }

  private static void point(JsonGenerator json, String name, Point point) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("name", point.name());
    json.writeStringProperty("commit", point.commitId());
    json.writeEndObject();
  }

  private static void entry(JsonGenerator json, Entry entry) {
    json.writeStartObject();
    json.writeStringProperty("commit", entry.id());
    entry.parent().ifPresent(parent -> json.writeStringProperty("parent", parent));
    json.writeStringProperty("subject", entry.subject());
    json.writeObjectPropertyStart("claimed");
    json.writeStringProperty("time", entry.claimed().toString());
    entry.commit().ifPresent(commit -> identity(json, "author", commit.author()));
    entry.commit().ifPresent(commit -> identity(json, "committer", commit.committer()));
    entry.claimedKey().ifPresent(key -> json.writeStringProperty("key", key));
    json.writeEndObject();
    Json.strings(json, "releases", entry.releases());
    entry.verdict().ifPresent(verdict -> verdict(json, verdict));
    json.writeArrayPropertyStart("touches");
    entry.bundles().forEach(bundle -> bundle(json, bundle));
    json.writeEndArray();
    Json.strings(json, "areas", entry.areas());
    json.writeArrayPropertyStart("policies");
    entry.policies().forEach(policy -> policy(json, policy));
    json.writeEndArray();
    json.writeArrayPropertyStart("notValid");
    entry.notValid().forEach(policy -> notValid(json, policy));
    json.writeEndArray();
    undecided(json, entry.undecided());
    json.writeEndObject();
  }

  private static void identity(JsonGenerator json, String name, Identity identity) {
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("name", identity.name());
    json.writeStringProperty("email", identity.email());
    json.writeEndObject();
  }

  private static void verdict(JsonGenerator json, HistoryVerdict verdict) {
    json.writeObjectPropertyStart("verdict");
    json.writeBooleanProperty("passes", verdict.passes());
    json.writeStringProperty("judgedAt", verdict.time().toString());
    json.writeName("signature");
    JsonSignatures.commit(json, verdict.commit());
    json.writeArrayPropertyStart("brought");
    verdict.brought().forEach(commit -> JsonSignatures.commit(json, commit));
    json.writeEndArray();
    json.writeStringProperty("broughtJudgedAt", verdict.broughtAt().toString());
    json.writeArrayPropertyStart("approvals");
    verdict.approvals().forEach(approval -> JsonSignatures.approval(json, approval));
    json.writeEndArray();
    json.writeArrayPropertyStart("quorum");
    verdict.quorum().forEach(quorum -> JsonSignatures.quorum(json, quorum));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void bundle(JsonGenerator json, Bundle bundle) {
    json.writeStartObject();
    named(json, bundle);
    json.writeEndObject();
  }

  private static void named(JsonGenerator json, Bundle bundle) {
    json.writeStringProperty("environment", bundle.environment());
    json.writeStringProperty("tenant", bundle.tenant());
  }

  private static void policy(JsonGenerator json, BundleDiff policy) {
    json.writeStartObject();
    named(json, policy.bundle());
    json.writeBooleanProperty("changed", !policy.change().sameContent());
    json.writeBooleanProperty("complete", policy.change().complete());
    json.writeStringProperty("impact", policy.change().impact().label());
    json.writeStringProperty("requiredBump", policy.bumpLabel());
    policy.bump().from().ifPresent(v -> json.writeStringProperty("versionBefore", v.toString()));
    policy.versionAfter().ifPresent(v -> json.writeStringProperty("versionAfter", v));
    policy.next().ifPresent(v -> json.writeStringProperty("requiredVersion", v.toString()));
    json.writeBooleanProperty("versionSuffices", policy.declared());
    json.writeArrayPropertyStart("reasons");
    policy.bump().required().reasons().forEach(reason -> JsonDiffReport.reason(json, reason));
    json.writeEndArray();
    json.writeArrayPropertyStart("transitions");
    policy.change().decisions().transitions().forEach(t -> JsonDiffReport.transition(json, t));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void notValid(JsonGenerator json, NotValid policy) {
    json.writeStartObject();
    named(json, policy.bundle());
    json.writeStringProperty("message", policy.message());
    json.writeEndObject();
  }

  private static void undecided(JsonGenerator json, List<Undecided> undecided) {
    json.writeArrayPropertyStart("undecided");
    for (Undecided open : undecided) {
      json.writeStartObject();
      json.writeStringProperty("what", open.what());
      json.writeStringProperty("message", open.message());
      json.writeStringProperty("help", open.help());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
