package dev.policyctl.cli.command;

import dev.policyctl.cli.render.Gaps;
import dev.policyctl.cli.render.TestReport;
import dev.policyctl.cli.render.TestReport.BundleReport;
import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.ChangedRules;
import dev.policyctl.repo.GitRevision;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.repo.RepositoryLoader;
import dev.policyctl.repo.RunSource;
import dev.policyctl.suites.RunOptions;
import dev.policyctl.suites.Suite;
import dev.policyctl.suites.SuiteReader;
import dev.policyctl.suites.SuiteRunner;
import dev.policyctl.suites.TestRun;
import dev.policyctl.validators.Validation;
import dev.policyctl.validators.Validator;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One run of all test suites of a policy repository. */
record TestSession(
    Supplier<RunSource> opened,
    Instant now,
    RunOptions options,
    Optional<BigDecimal> threshold,
    Optional<String> changedSince,
    boolean failOnEmpty,
    GapSearch search) {

  /** Reads what there is now and runs its tests. */
  TestReport run() {
    try (RunSource source = opened.get()) {
      return run(source);
    }
  }

  private TestReport run(RunSource source) {
    Configuration judge = source.configuration();
    PolicyRepository repository = Judged.load(source, judge);
    Optional<PolicyRepository> base = changedSince.map(revision -> base(source.root(), revision));
    List<BundleReport> bundles = new ArrayList<>();
    for (LoadedBundle bundle : repository.bundles()) {
      Optional<Set<String>> counted =
          base.map(b -> ChangedRules.between(b, repository, bundle.bundle()));
      bundles.add(run(repository, bundle, counted));
    }
    return new TestReport(
        String.valueOf(source.root().getFileName()),
        repository.files(),
        errors(
            new Validator(now)
                .validate(repository, List.of(), Judged.precedent(source, judge, repository))),
        bundles,
        threshold,
        changedSince,
        search.threshold(),
        failOnEmpty);
  }

  private static PolicyRepository base(Path root, String revision) {
    try (GitRevision snapshot = GitRevision.open(root, revision)) {
      return RepositoryLoader.load(snapshot);
    }
  }

  /** What would make a test run say less than it seems to: errors, not advice. */
  private static List<Finding> errors(Validation validation) {
    return validation.findings().stream()
        .filter(finding -> finding.severity() == dev.policyctl.model.finding.Severity.ERROR)
        .toList();
  }

  private BundleReport run(
      PolicyRepository repository, LoadedBundle bundle, Optional<Set<String>> counted) {
    Optional<Policy> policy = bundle.policy().filter(p -> bundle.intact());
    if (policy.isEmpty() || !repository.brokenRegistries().isEmpty()) {
      return problem(bundle, "its files have errors", counted);
    }
    PolicyEngine engine;
    try {
      engine = PolicyEngine.compile(policy.get(), repository.registries());
    } catch (InvalidPolicyException e) {
      return problem(bundle, String.valueOf(e.getMessage()), counted);
    }
    List<Suite> suites = new ArrayList<>();
    for (ParsedFile file : bundle.tests()) {
      // What is wrong with a suite is among the findings of the validation.
      file.root().flatMap(root -> new SuiteReader(finding -> {}).read(root)).ifPresent(suites::add);
    }
    SuiteRunner runner = new SuiteRunner(engine, policy.get(), repository.registries());
    TestRun run = runner.run(suites, options);
    Optional<Gaps> gaps = search.gaps(engine, bundle.bundle(), suites, options, run, counted);
    return new BundleReport(bundle.bundle(), Optional.of(run), "", counted, gaps);
  }

  private static BundleReport problem(
      LoadedBundle bundle, String why, Optional<Set<String>> counted) {
    return new BundleReport(bundle.bundle(), Optional.empty(), why, counted, Optional.empty());
  }
}
