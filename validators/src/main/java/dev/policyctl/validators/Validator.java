package dev.policyctl.validators;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.NameResolver;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.schema.SchemaValidator;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ParsedFile;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.suites.Suite;
import dev.policyctl.suites.SuiteReader;
import dev.policyctl.validators.check.Analyses;
import dev.policyctl.validators.check.AnalysisChecks;
import dev.policyctl.validators.check.AnalysisOptions;
import dev.policyctl.validators.check.Check;
import dev.policyctl.validators.check.Checks;
import dev.policyctl.validators.check.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs every check on a policy repository. */
public final class Validator {
  private static final Set<FindingCode> WITHOUT_ANALYSIS =
      Stream.of(FindingCode.values())
          .filter(code -> !code.analysed())
          .collect(Collectors.toUnmodifiableSet());

  private final Instant now;
  private final List<Check> checks;
  private final Optional<AnalysisOptions> analysis;

  private Validator(Instant now, List<Check> checks, Optional<AnalysisOptions> analysis) {
    this.now = now;
    this.checks = List.copyOf(checks);
    this.analysis = analysis;
  }

  /**
   * Makes one that looks at what is written, a piece at a time, and leaves aside what the rules
   * decide together.
   *
   * @param now the moment from which waivers are judged
   */
  public Validator(Instant now) {
    this(now, Checks.ALL, Optional.empty());
  }

  /**
   * Makes one that runs every check.
   *
   * @param now the moment from which waivers are judged and requests are considered
   */
  public Validator(Instant now, AnalysisOptions options) {
    this(
        now,
        Stream.concat(Checks.ALL.stream(), AnalysisChecks.ALL.stream()).toList(),
        Optional.of(options));
  }

  /** As above, with these checks in this order. */
  Validator(Instant now, AnalysisOptions options, List<Check> checks) {
    this(now, checks, Optional.of(options));
  }

  /** Everything that is wrong with a repository, the defects of its files included. */
  public Validation validate(PolicyRepository repository) {
    return validate(repository, List.of());
  }

  /**
   * As above, and what was found elsewhere.
   *
   * @param more findings that no check makes, since they need history
   */
  public Validation validate(PolicyRepository repository, List<Finding> more) {
    return validate(repository, more, Optional.empty());
  }

  /**
   * As above, of a proposal.
   *
   * @param precedent what its target already suppresses; nothing where no target judges
   */
  public Validation validate(
      PolicyRepository repository, List<Finding> more, Optional<Precedent> precedent) {
    List<Finding> found = new ArrayList<>(repository.findings());
    found.addAll(more);
    Map<LoadedBundle, List<Suite>> suites = new LinkedHashMap<>();
    for (LoadedBundle bundle : repository.bundles()) {
      suites.put(bundle, suites(bundle, found));
    }
    Analyses analyses = new Analyses(repository, now, analysis.orElse(AnalysisOptions.DEFAULT));
    Subject subject =
        new Subject(repository, new NameResolver(repository.registries()), suites, analyses);
    for (Check check : checks) {
      check.run(subject, found::add);
    }
    if (analysis.isPresent() && found.stream().noneMatch(Validator::stands)) {
      found.addAll(analyses.notAnalysed());
    }
    Set<FindingCode> searched =
        analysis.map(a -> searched(analyses, a, found)).orElse(WITHOUT_ANALYSIS);
    Suppressions suppressions = new Suppressions(repository, now, precedent, found::add);
    List<Finding> reported = new ArrayList<>();
    List<Validation.Suppressed> suppressed = new ArrayList<>();
    for (Finding finding : known(once(found))) {
      Optional<String> by = suppressions.silence(finding);
      by.ifPresentOrElse(
          why -> suppressed.add(new Validation.Suppressed(finding, why)),
          () -> reported.add(finding));
    }
    suppressions.reportUnused(repository, searched, reported::add);
    return new Validation(
        reported.stream().sorted().toList(),
        suppressed,
        analysis.map(a -> analyses.omitted()).orElse(List.of()));
  }

  /** Whether it is an error that nothing can silence. */
  private static boolean stands(Finding finding) {
    return finding.severity() == Severity.ERROR && !finding.code().suppressible();
  }

  /** What this run would have found wherever it is. */
  private static Set<FindingCode> searched(
      Analyses analyses, AnalysisOptions options, List<Finding> found) {
    boolean undetermined =
        found.stream().anyMatch(f -> f.code() == FindingCode.UNDETERMINED_ANALYSIS);
    if (undetermined || !analyses.omitted().isEmpty()) {
      return WITHOUT_ANALYSIS;
    }
    Set<FindingCode> searched = EnumSet.allOf(FindingCode.class);
    if (!options.overrides()) {
      searched.remove(FindingCode.OVERRIDDEN_RULE);
    }
    return searched;
  }

  private static List<Suite> suites(LoadedBundle bundle, List<Finding> found) {
    List<Suite> suites = new ArrayList<>();
    for (ParsedFile file : bundle.tests()) {
      if (file.root().isPresent()) {
        suite(bundle, file, file.root().get(), found).ifPresent(suites::add);
      } else if (file.intact()) {
        found.add(emptyFile(bundle, file));
      }
    }
    return suites;
  }

  private static Finding emptyFile(LoadedBundle bundle, ParsedFile file) {
    return Finding.of(
            FindingCode.MISSING_KEY, Span.startOf(file.source().path()), "the file is empty")
        .bundle(bundle.bundle())
        .help("delete it, or fill it")
        .build();
  }

  private static Optional<Suite> suite(
      LoadedBundle bundle, ParsedFile file, Node root, List<Finding> found) {
    List<Finding> own = new ArrayList<>();
    Optional<Suite> suite = new SuiteReader(own::add).read(root);
    if (!own.isEmpty()) {
      own = new SchemaValidator().validate(SchemaKind.TESTS, root).mergedWith(own);
    }
    file.credible(own).forEach(finding -> found.add(finding.in(bundle.bundle())));
    return suite;
  }

  /**
   * One finding for each place, code and message: a rule file shared by six bundles has one. What
   * the analysis says counts requests, which may differ from bundle to bundle.
   */
  private static List<Finding> once(List<Finding> found) {
    record Cause(String place, FindingCode code, String what) {}
    Map<Finding, Cause> causes = new TreeMap<>();
    found.forEach(
        f ->
            causes.put(
                f,
                new Cause(
                    f.span() + "-" + f.span().endLine() + ":" + f.span().endColumn(),
                    f.code(),
                    f.code().analysed()
                        ? f.subject() + f.severity() + f.rules() + f.blockers()
                        : f.message())));
    Map<Cause, Finding> first = new LinkedHashMap<>();
    causes.forEach((finding, cause) -> first.merge(cause, finding, Validator::merge));
    return List.copyOf(first.values());
  }

  /** Without those entries that no rule reaches of which it is said that nothing names them. */
  private static List<Finding> known(List<Finding> found) {
    Set<Span> unused =
        found.stream()
            .filter(finding -> finding.code() == FindingCode.UNUSED_ENTRY)
            .map(Finding::span)
            .collect(Collectors.toSet());
    return found.stream()
        .filter(f -> f.code() != FindingCode.UNREACHABLE_VALUE || !unused.contains(f.span()))
        .toList();
  }

  private static Finding merge(Finding one, Finding other) {
    Optional<Bundle> bundle = one.bundle().equals(other.bundle()) ? one.bundle() : Optional.empty();
    return one.withBundle(bundle);
  }
}
