package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.registry.Deprecation;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A literal that names a deprecated entry. Globs are left alone: they name nothing by itself. */
final class DeprecatedEntry implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.DEPRECATED_ENTRY);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachMatching(
        matching ->
            matching
                .match()
                .selectors()
                .forEach(
                    (dimension, selector) -> {
                      for (Text value : selector.values()) {
                        look(subject, dimension.kind(), value)
                            .map(f -> matching.about(f, dimension.key() + "/" + value))
                            .ifPresent(sink::report);
                      }
                    }));
    subject.eachPolicy(
        (bundle, policy) -> policy.rules().forEach(r -> rule(subject, bundle.bundle(), r, sink)));
  }

  private static void rule(Subject subject, Bundle bundle, Rule rule, FindingSink sink) {
    for (Obligation obligation : rule.obligations()) {
      Text argument = obligation.argument();
      kind(obligation)
          .flatMap(kind -> look(subject, kind, argument))
          .map(f -> f.subject("rule:" + rule.id() + "/obligations/" + argument).bundle(bundle))
          .map(f -> f.rule(rule.id().value()))
          .ifPresent(sink::report);
    }
  }

  private static Optional<RegistryKind> kind(Obligation obligation) {
    return switch (obligation.action()) {
      case REDACT, TOKENIZE -> Optional.of(RegistryKind.REDACTIONS);
      case ROUTE_TO -> Optional.of(RegistryKind.MODELS);
      case LOG, NOTIFY -> Optional.empty();
    };
  }

  private static Optional<Finding.Builder> look(Subject subject, RegistryKind kind, Text value) {
    Optional<Registry> registry = subject.registries().find(kind);
    if (registry.isEmpty() || Glob.isGlob(value.value()) || isSpecial(value)) {
      return Optional.empty();
    }
    Optional<RegistryEntry> entry =
        registry.get().resolve(value.value()).map(id -> registry.get().entries().get(id));
    Optional<Deprecation> deprecation = entry.flatMap(RegistryEntry::deprecated);
    if (entry.isEmpty() || deprecation.isEmpty()) {
      return Optional.empty();
    }
    String since = deprecation.get().since().map(s -> " since " + s).orElse("");
    return Optional.of(
        Finding.of(
                FindingCode.DEPRECATED_ENTRY,
                value.span(),
                kind.noun() + " `" + value + "` is deprecated" + since)
            .related(entry.get().id().span(), "deprecated here")
            .help(deprecation.get().replacement().map(r -> "use `" + r + "`")));
  }

  private static boolean isSpecial(Text value) {
    return value.value().equals(Dimension.UNKNOWN) || value.value().equals(Dimension.MISSING);
  }
}
