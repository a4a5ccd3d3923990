package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks what suites name against the registries and one policy.
 *
 * <p>A value that no registry has is deliberate, and not reported, where some test that uses it
 * expects a reason {@code unknown_…}, expects the role among {@code dropped_roles}, or expects a
 * rule that lists {@code $unknown} in that dimension. In a matrix only {@code $unknown} itself says
 * so.
 */
public final class SuiteReferences {
  private final Names names;
  private final MatrixReferences matrices;
  private final Map<String, Rule> rules = new HashMap<>();
  private final Set<String> limits = new HashSet<>();
  private final boolean complete;
  private final FindingSink sink;

  /**
   * Makes one.
   *
   * @param registries all that the repository has, each read in full
   * @param rules the policy's, as far as they could be read
   * @param limits as {@code rules}
   * @param complete whether these are all the rules and limits that the policy has; otherwise
   *     nothing is concluded from the absence of one
   */
  public SuiteReferences(
      Registries registries,
      Collection<Rule> rules,
      Collection<Limit> limits,
      boolean complete,
      FindingSink sink) {
    this.names = new Names(registries);
    this.matrices = new MatrixReferences(registries);
    rules.forEach(rule -> this.rules.putIfAbsent(rule.id().value(), rule));
    limits.forEach(limit -> this.limits.add(limit.id().value()));
    this.complete = complete;
    this.sink = sink;
  }

  /** A request that some test makes: the identity, what it holds, and what is expected. */
  private record Use(
      Text identity, RequestFields fields, Collection<String> absent, Expectation expect) {}

  private record Value(Dimension dimension, Text text) {}

  /** Checks one suite. */
  public void check(Suite suite) {
    List<Use> uses = uses(suite);
    identities(suite, uses);
    values(suite, uses);
    suite.cases().forEach(test -> expectation(test.expect()));
    for (TestSequence sequence : suite.sequences()) {
      for (TestSequence.Step step : sequence.steps()) {
        step.expect().ifPresent(this::expectation);
        String name = step.caseName().value();
        if (suite.findCase(name).isEmpty() && !suite.unreadable().contains(name)) {
          sink.report(Names.caseName(suite, step.caseName()));
        }
      }
    }
    for (TestMatrix matrix : suite.matrices()) {
      matrices.check(suite, matrix).forEach(sink::report);
    }
  }

  private static List<Use> uses(Suite suite) {
    List<Use> uses = new ArrayList<>();
    for (TestCase test : suite.cases()) {
      uses.add(
          new Use(
              test.identity(),
              test.request().over(suite.defaults()),
              StepRequest.absent(test, RequestFields.NONE),
              test.expect()));
    }
    for (TestSequence sequence : suite.sequences()) {
      for (TestSequence.Step step : sequence.steps()) {
        suite
            .findCase(step.caseName().value())
            .map(
                test ->
                    new Use(
                        step.identity().orElse(test.identity()),
                        StepRequest.fields(suite, test, step),
                        StepRequest.absent(test, step.request()),
                        step.expect().orElse(test.expect())))
            .ifPresent(uses::add);
      }
    }
    return uses;
  }

  private void identities(Suite suite, List<Use> uses) {
    // A case and the steps that repeat it name their identity at one place.
    Set<Text> named = new LinkedHashSet<>();
    uses.forEach(use -> named.add(use.identity()));
    for (Text name : named) {
      if (!suite.identities().containsKey(name.value())
          && !suite.unreadable().contains(name.value())) {
        sink.report(Names.identity(suite, name));
      }
    }
  }

  private void values(Suite suite, List<Use> uses) {
    Set<Value> excused = new HashSet<>();
    uses.forEach(use -> excuse(suite, use, excused));
    for (Value value : stated(suite)) {
      if (!excused.contains(value)
          && !names.known(value.dimension().kind(), value.text().value())) {
        sink.report(names.requested(value.dimension(), value.text()));
      }
    }
  }

  private void excuse(Suite suite, Use use, Set<Value> excused) {
    use.fields()
        .values()
        .forEach(
            (dimension, texts) -> {
              if (!use.absent().contains(RequestFields.key(dimension))
                  && deliberate(use.expect(), dimension)) {
                texts.forEach(text -> excused.add(new Value(dimension, text)));
              }
            });
    Set<String> dropped = new HashSet<>();
    use.expect().droppedRoles().ifPresent(list -> list.forEach(t -> dropped.add(t.value())));
    TestIdentity identity = suite.identities().get(use.identity().value());
    if (identity != null) {
      for (Text role : identity.roles()) {
        if (dropped.contains(role.value()) || deliberate(use.expect(), Dimension.ROLES)) {
          excused.add(new Value(Dimension.ROLES, role));
        }
      }
    }
  }

  private boolean deliberate(Expectation expect, Dimension dimension) {
    boolean unknown = expect.reason().filter(r -> r.code().startsWith("unknown_")).isPresent();
    return unknown
        || expect.rules().orElse(List.of()).stream()
            .anyMatch(
                id ->
                    Optional.ofNullable(rules.get(id.value()))
                        .map(rule -> listsUnknown(rule, dimension))
                        .orElse(!complete));
  }

  private static boolean listsUnknown(Rule rule, Dimension dimension) {
    List<Text> entries = rule.match().find(dimension).map(Selector::values).orElse(List.of());
    return entries.stream().anyMatch(entry -> entry.value().equals(Dimension.UNKNOWN));
  }

  /** Every value that the suite states, each once, in the order of the file's sections. */
  private static Set<Value> stated(Suite suite) {
    Set<Value> stated = new LinkedHashSet<>();
    List<RequestFields> all = new ArrayList<>();
    all.add(suite.defaults());
    suite.cases().forEach(test -> all.add(test.request()));
    suite.sequences().forEach(s -> s.steps().forEach(step -> all.add(step.request())));
    suite.matrices().forEach(matrix -> all.add(matrix.request()));
    for (TestIdentity identity : suite.identities().values()) {
      identity.roles().forEach(role -> stated.add(new Value(Dimension.ROLES, role)));
    }
    for (RequestFields fields : all) {
      fields.values().forEach((d, texts) -> texts.forEach(t -> stated.add(new Value(d, t))));
    }
    return stated;
  }

  private void expectation(Expectation expect) {
    for (Text rule : expect.rules().orElse(List.of())) {
      if (complete && !rules.containsKey(rule.value())) {
        sink.report(Names.missing("rule", rule, rules.keySet()));
      }
    }
    for (Text limit : expect.limits().orElse(List.of())) {
      if (complete && !limits.contains(limit.value())) {
        sink.report(Names.missing("limit", limit, limits));
      }
    }
    for (Obligation obligation : expect.obligations().orElse(List.of())) {
      argumentKind(obligation)
          .filter(kind -> !names.known(kind, obligation.argument().value()))
          .map(kind -> names.unknown(kind, obligation.argument()))
          .ifPresent((Finding finding) -> sink.report(finding));
    }
  }

  private static Optional<RegistryKind> argumentKind(Obligation obligation) {
    return switch (obligation.action()) {
      case REDACT, TOKENIZE -> Optional.of(RegistryKind.REDACTIONS);
      case ROUTE_TO -> Optional.of(RegistryKind.MODELS);
      case LOG, NOTIFY -> Optional.empty();
    };
  }
}
