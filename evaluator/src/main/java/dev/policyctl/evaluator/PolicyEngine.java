package dev.policyctl.evaluator;

import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.registry.Registries;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One policy, compiled once, that decides requests.
 *
 * <p>Immutable and thread-safe; share one instance. It reads no file, clock, locale or default
 * zone, so the same policy and the same request give the same decision everywhere. Compiling takes
 * seconds for 100 000 rules; a decision takes well below a microsecond and never throws for what a
 * request holds: one that cannot be read is denied.
 *
 * <pre>{@code
 * PolicyEngine engine = PolicyEngine.compile(policy, registries);
 * Limiter limiter = new InMemoryLimiter();
 * Request request = AuthZen.readRequest(json);
 * Decision decision = engine.evaluate(request, limiter);
 * // ... the model answers ...
 * engine.recordUsage(request, Usage.ofTokens(1_234), limiter);
 * }</pre>
 */
public final class PolicyEngine {
  private final PolicyIdentity identity;
  private final Space space;
  private final Admission admission;
  private final RequestResolver resolver;
  private final List<RuleView> views;
  private final CompiledPolicy compiled;
  private final Decisions decisions;
  private final Verdicts verdicts;
  private final LimitSet limits;
  private final Explainer explainer;

  private PolicyEngine(Policy policy, Registries registries, PolicyIdentity identity) {
    RegistryDefects.reject(registries);
    this.identity = identity;
    this.space = new Space(registries);
    this.admission = new Admission(policy);
    this.resolver = new RequestResolver(space, admission.values());
    List<CompiledRule> ranked = new PolicyCompiler(policy, space).rank();
    this.views =
        ranked.stream()
            .map(CompiledRule::view)
            .sorted(Comparator.comparingInt(RuleView::index))
            .toList();
    this.compiled = new CompiledPolicy(policy, registries, space, ranked, this);
    this.decisions = new Decisions(ranked, identity);
    this.verdicts = new Verdicts(ranked, resolver, space, policy.defaultOutcome(), decisions);
    this.limits = new LimitSet(policy, space);
    this.explainer = new Explainer(space, ranked, verdicts);
  }

  /**
   * Compiles a policy under the identity that its bundle header states.
   *
   * @throws InvalidPolicyException when it names something that the registries lack, a glob hits
   *     nothing, or a rule or limit is unusable; nothing is ever left out silently
   */
  public static PolicyEngine compile(Policy policy, Registries registries) {
    return compile(policy, registries, PolicyIdentity.of(policy));
  }

  /**
   * Compiles a policy under the identity of the bundle artifact that it came in.
   *
   * @throws InvalidPolicyException as {@link #compile(Policy, Registries)}
   */
  public static PolicyEngine compile(
      Policy policy, Registries registries, PolicyIdentity identity) {
    return new PolicyEngine(policy, registries, identity);
  }

  /** Which policy this is. */
  public PolicyIdentity identity() {
    return identity;
  }

  /** The rules as they rank, in the order of the policy. */
  public List<RuleView> rules() {
    return views;
  }

  /** What this engine is made of, for whoever reasons about all requests at once. */
  public CompiledPolicy compiled() {
    return compiled;
  }

  /** Decides a request; limits are left aside. */
  public Decision evaluate(Request request) {
    return evaluate(resolve(request));
  }

  /**
   * Decides a request that this engine resolved; limits are left aside.
   *
   * @throws IllegalArgumentException for a request that another engine resolved
   */
  public Decision evaluate(ResolvedRequest request) {
    require(request);
    Decision early = request.early;
    return early == null ? verdicts.decide(request) : early;
  }

  /**
   * Decides a request, and passes what is allowed through the limits. An allow is charged one
   * wherever a limit counts requests; a refusal charges nothing.
   */
  public Decision evaluate(Request request, Limiter limiter) {
    return evaluate(resolve(request), limiter);
  }

  /**
   * As {@link #evaluate(Request, Limiter)}, for a request that this engine resolved.
   *
   * @throws IllegalArgumentException for a request that another engine resolved
   */
  public Decision evaluate(ResolvedRequest request, Limiter limiter) {
    Decision decision = evaluate(request);
    return decision.allowed() ? limits.admit(request, decision, limiter) : decision;
  }

  /**
   * Charges what a response cost to the limits that its request concerns; call it once per answered
   * request. A request that could not be read, or is not for this bundle, is charged to nobody.
   */
  public void recordUsage(Request request, Usage usage, Limiter limiter) {
    Reason refusal = admission.refuse(request);
    if (refusal != Reason.EVALUATION_ERROR && refusal != Reason.WRONG_BUNDLE) {
      limits.charge(resolver.resolve(this, request), usage, limiter);
    }
  }

  /** Looks up the strings of a request once. */
  public ResolvedRequest resolve(Request request) {
    Reason refusal = admission.refuse(request);
    return refusal == null
        ? resolver.resolve(this, request)
        : new ResolvedRequest(this, request, refused(refusal, request));
  }

  /**
   * Every rule that matches, per class, in a fraction of the time that {@link #explain} takes;
   * empty for a request that is denied before any rule. Sorted by classification.
   *
   * @throws IllegalArgumentException for a request that another engine resolved
   */
  public List<ClassMatches> matches(ResolvedRequest request) {
    require(request);
    return request.early != null ? List.of() : verdicts.matches(request);
  }

  /**
   * The entries of a matching rule's selectors through which a request matches it, for one class;
   * in the order of the dimensions, then of the selector.
   *
   * @param classification as in {@link ClassMatches#classification()}
   */
  public List<SelectorEntry> exercised(
      ResolvedRequest request, RuleView rule, String classification) {
    require(request);
    return explainer.exercised(request, rule, classification);
  }

  /** Says why a request is decided as it is; limits are left aside. */
  public Explanation explain(Request request) {
    ResolvedRequest resolved = resolve(request);
    return explainer.explain(resolved);
  }

  private Decision refused(Reason reason, Request request) {
    return decisions.refused(
        reason, reason == Reason.EVALUATION_ERROR ? request.defect() : Optional.empty());
  }

  private void require(ResolvedRequest request) {
    if (request.engine != this) {
      throw new IllegalArgumentException("another engine resolved this request");
    }
  }
}
