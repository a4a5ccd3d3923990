package dev.policyctl.validators;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
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
import dev.policyctl.validators.check.Check;
import dev.policyctl.validators.check.Checks;
import dev.policyctl.validators.check.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs every check on a policy repository. */
public final class Validator {
  private final Instant now;
  private final List<Check> checks;

  /**
   * Makes one.
   *
   * @param now the moment from which waivers are judged
   */
  public Validator(Instant now) {
    this(now, Checks.ALL);
  }

  /** As above, with these checks in this order. */
  Validator(Instant now, List<Check> checks) {
    this.now = now;
    this.checks = List.copyOf(checks);
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
    List<Finding> found = new ArrayList<>(repository.findings());
    found.addAll(more);
    Map<LoadedBundle, List<Suite>> suites = new LinkedHashMap<>();
    for (LoadedBundle bundle : repository.bundles()) {
      suites.put(bundle, suites(bundle, found));
    }
    Subject subject = new Subject(repository, new NameResolver(repository.registries()), suites);
    for (Check check : checks) {
      check.run(subject, found::add);
    }
    Suppressions suppressions = new Suppressions(repository, now, found::add);
    List<Finding> reported = new ArrayList<>();
    List<Validation.Suppressed> suppressed = new ArrayList<>();
    for (Finding finding : once(found)) {
      Optional<String> by = suppressions.silence(finding);
      by.ifPresentOrElse(
          why -> suppressed.add(new Validation.Suppressed(finding, why)),
          () -> reported.add(finding));
    }
    suppressions.reportUnused(repository, reported::add);
    return new Validation(reported.stream().sorted().toList(), suppressed);
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

  /** One finding for each place, code and message: a rule file shared by six bundles has one. */
  private static List<Finding> once(List<Finding> found) {
    record Cause(String place, FindingCode code, String message) {}
    Map<Finding, Cause> causes = new TreeMap<>();
    found.forEach(
        f ->
            causes.put(
                f,
                new Cause(
                    f.span() + "-" + f.span().endLine() + ":" + f.span().endColumn(),
                    f.code(),
                    f.message())));
    Map<Cause, Finding> first = new LinkedHashMap<>();
    causes.forEach((finding, cause) -> first.merge(cause, finding, Validator::merge));
    return List.copyOf(first.values());
  }

  private static Finding merge(Finding one, Finding other) {
    Optional<Bundle> bundle = one.bundle().equals(other.bundle()) ? one.bundle() : Optional.empty();
    return one.withBundle(bundle);
  }
}
