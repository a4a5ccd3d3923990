package dev.policyctl.cli.command;

import dev.policyctl.analysis.change.ChangeOptions;
import dev.policyctl.cli.render.Report;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.ReleaseLookup;
import dev.policyctl.repo.RunSource;
import dev.policyctl.validators.DeclaredVersions;
import dev.policyctl.validators.Validation;
import dev.policyctl.validators.Validator;
import dev.policyctl.validators.check.AnalysisOptions;
import dev.policyctl.validators.signature.SignatureOptions;
import dev.policyctl.validators.signature.SignatureReview;
import dev.policyctl.validators.signature.Signatures;
import dev.policyctl.validators.signature.TrustFindings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One validation of what a run reads. */
record ValidateSession(
    RunSource source, Instant now, AnalysisOptions analysis, SignatureOptions signing) {

  Report run() {
    Configuration judge = source.configuration();
    PolicyRepository loaded = Judged.load(source, judge);
    Signatures signatures = SignatureReview.of(source, judge, loaded.configuration(), signing);
    List<Finding> more = new ArrayList<>(versions(loaded, judge));
    more.addAll(signatures.findings());
    loaded
        .configuration()
        .trust()
        .ifPresent(trust -> more.addAll(TrustFindings.of(source.snapshot(), trust, now)));
    Validation validation =
        new Validator(now, analysis)
            .validate(loaded, more, Judged.precedent(source, judge, loaded));
    return new Report(
        name(source.root()),
        loaded.source(),
        now.toString(),
        loaded.files(),
        Scope.of(loaded),
        signatures,
        validation);
  }

  private static String name(Path root) {
    return root.getFileName() == null ? root.toString() : root.getFileName().toString();
  }

  private List<Finding> versions(PolicyRepository loaded, Configuration judge) {
    if (source.proposal().isEmpty()) {
      try (ReleaseLookup releases = ReleaseLookup.atHead(source.root(), System.getenv())) {
        return DeclaredVersions.judge(loaded, releases, ChangeOptions.at(now));
      }
    }
    String base = source.proposal().get().base().commitId();
    try (GitRevision target = source.judge().orElseThrow();
        ReleaseLookup releases = ReleaseLookup.at(source.root(), base)) {
      return DeclaredVersions.judge(
          loaded, releases.judgedBy(Judged.releases(judge, target, now)), ChangeOptions.at(now));
    }
  }
}
