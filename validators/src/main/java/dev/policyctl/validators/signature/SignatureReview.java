package dev.policyctl.validators.signature;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.config.TrustConfiguration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.repo.GitHistory;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.Proposal;
import dev.policyctl.repo.RunSource;
import dev.policyctl.repo.Snapshot;
import dev.policyctl.trust.CommitVerdict;
import dev.policyctl.trust.KeyMaterial;
import dev.policyctl.trust.PolicyPaths;
import dev.policyctl.trust.ProposalJudge;
import dev.policyctl.trust.ProposalVerdict;
import dev.policyctl.trust.TrustedKeys;
import dev.policyctl.validators.signature.Signatures.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges the signatures of what a run reads, by the trust of the target's tip. Where the target has
 * none, nothing is judged, unless the user vouches for keys of the change's own.
 */
public final class SignatureReview {
  private final RunSource source;
  private final Proposal proposal;
  private final SignatureOptions options;
  private final Optional<TrustConfiguration> before;
  private final Optional<TrustConfiguration> after;
  private final List<Finding> findings = new ArrayList<>();

  private SignatureReview(
      RunSource source,
      Proposal proposal,
      SignatureOptions options,
      Configuration judge,
      Configuration proposed) {
    this.source = source;
    this.proposal = proposal;
    this.options = options;
    this.before = judge.trust();
    this.after = proposed.trust();
  }

  /**
   * Judges.
   *
   * @param judge the configuration that holds for the run
   * @param proposed the configuration of what is read
   */
  public static Signatures of(
      RunSource source, Configuration judge, Configuration proposed, SignatureOptions options) {
    if (source.proposal().isEmpty()) {
      return withoutRange(source, options);
    }
    SignatureReview review =
        new SignatureReview(source, source.proposal().get(), options, judge, proposed);
    try {
      return review.judge();
    } catch (OperationalException e) {
      if (e.kind() != OperationalException.Kind.UNDECIDED) {
        throw e;
      }
      return review.undecided(e);
    }
  }

  private static Signatures withoutRange(RunSource source, SignatureOptions options) {
    String why =
        source.ci()
            ? "not judged: this job proposes no commits"
            : "not judged: no --base says since when";
    return new Signatures(
        State.NOT_JUDGED,
        why,
        Optional.empty(),
        Signatures.NOTHING,
        options.required() ? List.of(required(why, "give --base and --head")) : List.of());
  }

  private static Finding required(String why, String help) {
    return at(FindingCode.SIGNATURES_REQUIRED, "signatures are required, and " + why)
        .subject("signatures")
        .help(help)
        .build();
  }

  private static Finding.Builder at(FindingCode code, String message) {
    return Finding.of(code, Span.startOf(PolicyRoot.CONFIGURATION), message);
  }

  private Signatures undecided(OperationalException why) {
    Finding finding =
        at(FindingCode.SIGNATURES_UNDETERMINED, "signatures cannot be judged: " + why.getMessage())
            .subject("signatures")
            .help(why.hint())
            .build();
    return new Signatures(
        State.UNDECIDED,
        "undecided: " + why.getMessage(),
        Optional.of(proposal),
        Signatures.NOTHING,
        List.of(finding));
  }

  private Signatures judge() {
    if (before.isEmpty() && after.isEmpty()) {
      return unjudged(
          State.NOT_CONFIGURED, "not configured at " + proposal.base(), Optional.empty());
    }
    if (before.isEmpty()) {
      return bootstrap(after.get());
    }
    if (proposal.rewritten()) {
      findings.add(rewritten());
    }
    try (GitRevision judge = source.judge().orElseThrow()) {
      return judged(verdict(before.get(), judge), "judged by " + proposal.base());
    }
  }

  private Signatures unjudged(State state, String why, Optional<Finding> finding) {
    finding.ifPresent(findings::add);
    if (options.required()) {
      findings.add(required("they are " + why, "configure `trust:` there first"));
    }
    return new Signatures(state, why, Optional.of(proposal), Signatures.NOTHING, findings);
  }

  private Signatures bootstrap(TrustConfiguration proposed) {
    Finding finding =
        at(
                FindingCode.TRUST_BOOTSTRAP,
                "trust bootstrap: " + proposal.base() + " has no `trust:`, and the change adds it")
            .subject("bootstrap")
            .help(
                options.roots().isEmpty()
                    ? "--trust-root FINGERPRINT judges it by the keys that you vouch for"
                    : "its own people judge it, vouched for by --trust-root")
            .build();
    if (options.roots().isEmpty()) {
      return unjudged(
          State.BOOTSTRAP,
          "not judged: trust bootstrap, " + proposal.base() + " has no `trust:`",
          Optional.of(finding));
    }
    findings.add(finding);
    GitHistory history = source.history().orElseThrow();
    try (GitRevision head = history.snapshot(proposal.head().name(), proposal.head().commitId())) {
      // Its quorum holds for what comes after it: there is no target yet that anybody could approve
      // it by, and whoever gives --trust-root has looked at the keys.
      ProposalVerdict verdict = verdict(proposed, head);
      List<CommitVerdict> commits =
          new Bootstrap(options.roots(), new PolicyPaths(history.prefix()))
              .judge(verdict.commits());
      return judged(
          new ProposalVerdict(commits, verdict.approvals(), List.of()),
          "trust bootstrap, judged by its own people");
    }
  }

  private Finding rewritten() {
    return at(
            FindingCode.HISTORY_REWRITTEN,
            "the push throws away commits: "
                + proposal.base()
                + " is no ancestor of "
                + proposal.head())
        .subject("rewritten")
        .help("restore them, and protect the branch against force pushes")
        .build();
  }

  private ProposalVerdict verdict(TrustConfiguration trust, Snapshot keys) {
    GitHistory history = source.history().orElseThrow();
    return new ProposalJudge(
            history.objects(),
            history.prefix(),
            new TrustedKeys(trust, KeyMaterial.of(keys)),
            options.now())
        .judge(proposal.base().commitId(), proposal.head().commitId());
  }

  private Signatures judged(ProposalVerdict verdict, String by) {
    PolicyPaths root = new PolicyPaths(source.history().orElseThrow().prefix());
    findings.addAll(new CommitFindings(root, proposal.base()).of(verdict.commits()));
    findings.addAll(QuorumFindings.of(verdict.quorum()));
    findings.addAll(new ChangeFindings(root, before, after).of(verdict.commits()));
    return new Signatures(
        State.JUDGED, Sentence.of(verdict) + ", " + by, Optional.of(proposal), verdict, findings);
  }
}
