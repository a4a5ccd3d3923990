package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.RegistryKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A registry that is needed and not there: one of a required dimension, one of an optional
 * dimension that a rule names, or that of the redaction profiles that an obligation names.
 */
final class MissingRegistry implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.MISSING_REGISTRY, FindingCode.DIMENSION_WITHOUT_REGISTRY);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    Set<RegistryKind> reported = EnumSet.noneOf(RegistryKind.class);
    subject.eachPolicy(
        (bundle, policy) -> {
          for (Dimension dimension : Dimension.values()) {
            if (dimension.required() && isMissing(subject, dimension.kind(), reported)) {
              sink.report(missing(dimension.kind(), policy.bundle().name().span()));
            }
          }
          policy.rules().stream()
              .flatMap(rule -> rule.obligations().stream())
              .filter(MissingRegistry::needsProfile)
              .filter(o -> isMissing(subject, RegistryKind.REDACTIONS, reported))
              .forEach(o -> sink.report(missing(RegistryKind.REDACTIONS, o.argument().span())));
          policy.limits().stream()
              .filter(limit -> limit.key().contains(Limit.Key.AGENT))
              .filter(limit -> isMissing(subject, RegistryKind.AGENTS))
              .forEach(
                  limit ->
                      sink.report(
                          withoutRegistry(Dimension.AGENTS, limit.id().span())
                              .subject("limit:" + limit.id() + "/key")
                              .bundle(bundle.bundle())
                              .help("add the registry, or drop `agent` from the limit's key")));
        });
    subject.eachMatching(
        matching ->
            matching
                .match()
                .selectors()
                .forEach(
                    (dimension, selector) -> {
                      if (!dimension.required() && isMissing(subject, dimension.kind())) {
                        sink.report(
                            matching.about(
                                withoutRegistry(dimension, selector.span()), dimension.key()));
                      }
                    }));
  }

  private static Finding.Builder withoutRegistry(Dimension dimension, Span span) {
    return Finding.of(
            FindingCode.DIMENSION_WITHOUT_REGISTRY,
            span,
            "there is no dimension `"
                + dimension.key()
                + "` without registries/"
                + dimension.key()
                + ".yaml")
        .help("add the registry, or drop the selector");
  }

  private static boolean needsProfile(Obligation obligation) {
    return obligation.action() == Obligation.Action.REDACT
        || obligation.action() == Obligation.Action.TOKENIZE;
  }

  private static boolean isMissing(Subject subject, RegistryKind kind) {
    return subject.registries().find(kind).isEmpty()
        && !subject.repository().brokenRegistries().contains(kind);
  }

  private static boolean isMissing(Subject subject, RegistryKind kind, Set<RegistryKind> reported) {
    return isMissing(subject, kind) && reported.add(kind);
  }

  private static Finding missing(RegistryKind kind, Span span) {
    return Finding.of(
            FindingCode.MISSING_REGISTRY, span, "there is no registries/" + kind.key() + ".yaml")
        .subject("registry:" + kind.key())
        .help("a rule may name only what a registry lists; add it")
        .build();
  }
}
