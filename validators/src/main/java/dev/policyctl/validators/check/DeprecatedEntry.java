package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Obligation;
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
                        String of =
                            matching.noun() + ":" + matching.id() + "/" + dimension.key() + "/";
                        look(subject, dimension.kind(), value, of, matching.bundle(), sink);
                      }
                    }));
    subject.eachPolicy(
        (bundle, policy) ->
            policy
                .rules()
                .forEach(
                    rule ->
                        rule.obligations()
                            .forEach(
                                o ->
                                    kind(o)
                                        .ifPresent(
                                            kind ->
                                                look(
                                                    subject,
                                                    kind,
                                                    o.argument(),
                                                    "rule:" + rule.id() + "/obligations/",
                                                    bundle.bundle(),
                                                    sink)))));
  }

  private static Optional<RegistryKind> kind(Obligation obligation) {
    return switch (obligation.action()) {
      case REDACT, TOKENIZE -> Optional.of(RegistryKind.REDACTIONS);
      case ROUTE_TO -> Optional.of(RegistryKind.MODELS);
      case LOG, NOTIFY -> Optional.empty();
    };
  }

  private static void look(
      Subject subject, RegistryKind kind, Text value, String of, Bundle bundle, FindingSink sink) {
    Optional<Registry> registry = subject.registries().find(kind);
    if (registry.isEmpty() || Glob.isGlob(value.value()) || isSpecial(value)) {
      return;
    }
    Optional<RegistryEntry> entry =
        registry.get().resolve(value.value()).map(id -> registry.get().entries().get(id));
    Optional<Deprecation> deprecation = entry.flatMap(RegistryEntry::deprecated);
    if (entry.isPresent() && deprecation.isPresent()) {
      String since = deprecation.get().since().map(s -> " since " + s).orElse("");
      sink.report(
          Finding.of(
                  FindingCode.DEPRECATED_ENTRY,
                  value.span(),
                  kind.noun() + " `" + value + "` is deprecated" + since)
              .subject(of + value)
              .bundle(bundle)
              .related(entry.get().id().span(), "deprecated here")
              .help(deprecation.get().replacement().map(r -> "use `" + r + "`")));
    }
  }

  private static boolean isSpecial(Text value) {
    return value.value().equals(Dimension.UNKNOWN) || value.value().equals(Dimension.MISSING);
  }
}
