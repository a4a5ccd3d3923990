package dev.policyctl.validators.check;

import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The analysis of each policy of a repository, made when the first check asks for it and shared by
 * all of them. A policy that a gateway would not load has none: what its rules decide together
 * cannot be said before its errors are mended. Not shared between threads.
 */
public final class Analyses {
  private final PolicyRepository repository;
  private final Instant asOf;
  private final AnalysisOptions options;
  private final List<BundleAnalysis> made = new ArrayList<>();
  private final List<Omitted> omitted = new ArrayList<>();
  private boolean complete;

  /**
   * A policy that is not analysed, and what keeps it from being compiled, as far as it is known.
   */
  private record Omitted(LoadedBundle bundle, Span span, String why) {}

  /**
   * @param asOf the moment from which on requests are considered
   */
  public Analyses(PolicyRepository repository, Instant asOf, AnalysisOptions options) {
    this.repository = repository;
    this.asOf = asOf;
    this.options = options;
  }

  /** How far they go. */
  AnalysisOptions options() {
    return options;
  }

  /** The analyses, in the order of the policies. */
  List<BundleAnalysis> all() {
    if (!complete) {
      repository.bundles().forEach(this::analyse);
      complete = true;
    }
    return List.copyOf(made);
  }

  /** The policies that cannot be analysed, in order. */
  public List<Bundle> omitted() {
    all();
    return omitted.stream().map(o -> o.bundle().bundle()).toList();
  }

  /**
   * That policies are not analysed, for reports that hold no other error: those must not look
   * clean.
   */
  public List<Finding> notAnalysed() {
    all();
    return omitted.stream()
        .map(
            o ->
                Finding.of(
                        FindingCode.UNDETERMINED_ANALYSIS,
                        o.span(),
                        "the policy `" + o.bundle().bundle() + "` is not analysed: " + o.why())
                    .subject("policy")
                    .bundle(o.bundle().bundle())
                    .help("mend what keeps it from being compiled")
                    .build())
        .toList();
  }

  private void analyse(LoadedBundle bundle) {
    Span file = Span.startOf(bundle.policyPath());
    Optional<Policy> policy = bundle.policy().filter(p -> bundle.intact());
    if (policy.isEmpty() || !repository.brokenRegistries().isEmpty() || aRegistryIsMissing()) {
      omitted.add(new Omitted(bundle, file, "its files or the registries have errors"));
      return;
    }
    try {
      PolicyEngine engine = PolicyEngine.compile(policy.get(), repository.registries());
      made.add(new BundleAnalysis(bundle.bundle(), engine.compiled(), asOf, options));
    } catch (InvalidPolicyException e) {
      omitted.add(new Omitted(bundle, e.span(), String.valueOf(e.getMessage())));
    }
  }

  /** Without one of these nothing matches anything, and one finding says so: not one a rule. */
  private boolean aRegistryIsMissing() {
    return Stream.of(Dimension.values())
        .anyMatch(d -> d.required() && repository.registries().find(d).isEmpty());
  }
}
