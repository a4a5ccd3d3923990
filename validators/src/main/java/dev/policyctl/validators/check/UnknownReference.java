package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Obligation;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryEntry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Text;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A name in a rule, a limit, an obligation or a registry that its registry lacks. */
final class UnknownReference implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.UNKNOWN_REFERENCE, FindingCode.EMPTY_GLOB);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    NameHints hints = new NameHints();
    subject.eachMatching(
        matching ->
            matching
                .match()
                .selectors()
                .forEach((dimension, s) -> selector(subject, matching, dimension, s, hints, sink)));
    subject.eachPolicy(
        (bundle, policy) ->
            policy
                .rules()
                .forEach(
                    rule ->
                        rule.obligations()
                            .forEach(
                                o -> obligation(subject, bundle.bundle(), rule, o, hints, sink))));
    subject.registries().all().forEach(registry -> registry(subject, registry, hints, sink));
  }

  private static void selector(
      Subject subject,
      Subject.Matching matching,
      Dimension dimension,
      Selector selector,
      NameHints hints,
      FindingSink sink) {
    Optional<Registry> registry = subject.registries().find(dimension);
    if (registry.isEmpty() || broken(subject, dimension.kind())) {
      return;
    }
    for (Text value : selector.values()) {
      if (!subject.names().resolve(dimension, value.value()).isEmpty()) {
        continue;
      }
      Finding.Builder finding =
          Glob.isGlob(value.value())
              ? Finding.of(
                      FindingCode.EMPTY_GLOB,
                      value.span(),
                      "no " + dimension.singular() + " matches `" + value + "`")
                  .help(globHelp(value.value(), registry.get()))
              : unknown(value, registry.get(), hints);
      sink.report(matching.about(finding, dimension.key() + "/" + value));
    }
  }

  private static String globHelp(String glob, Registry registry) {
    boolean deeper =
        glob.contains("*") && !registry.matching(Glob.of(glob.replaceAll("\\*+", "**"))).isEmpty();
    return deeper
        ? "`*` stops at a `/`; `**` does not"
        : "globs match ids of registries/" + registry.kind().key() + ".yaml, never aliases";
  }

  private static void obligation(
      Subject subject,
      Bundle bundle,
      Rule rule,
      Obligation obligation,
      NameHints hints,
      FindingSink sink) {
    RegistryKind kind =
        switch (obligation.action()) {
          case REDACT, TOKENIZE -> RegistryKind.REDACTIONS;
          case ROUTE_TO -> RegistryKind.MODELS;
          case LOG, NOTIFY -> null;
        };
    if (kind == null || broken(subject, kind)) {
      return;
    }
    Text argument = obligation.argument();
    Optional<Registry> registry = subject.registries().find(kind);
    if (registry.isPresent() && registry.get().resolve(argument.value()).isEmpty()) {
      sink.report(
          unknown(argument, registry.get(), hints)
              .subject("rule:" + rule.id() + "/" + obligation.action().label() + "/" + argument)
              .bundle(bundle)
              .rule(rule.id().value()));
    }
  }

  private static void registry(
      Subject subject, Registry registry, NameHints hints, FindingSink sink) {
    if (broken(subject, registry.kind())) {
      return;
    }
    for (RegistryEntry entry : registry.entries().values()) {
      Set<Text> named = new java.util.LinkedHashSet<>(entry.inherits());
      entry.deprecated().flatMap(d -> d.replacement()).ifPresent(named::add);
      for (Text name : named) {
        if (registry.resolve(name.value()).isEmpty()) {
          sink.report(
              unknown(name, registry, hints)
                  .subject(registry.kind().key() + ":" + entry.id() + "/" + name));
        }
      }
    }
  }

  private static Finding.Builder unknown(Text name, Registry registry, NameHints hints) {
    return Finding.of(
            FindingCode.UNKNOWN_REFERENCE,
            name.span(),
            "unknown " + registry.kind().noun() + " `" + name + "`")
        .help(
            hints
                .hint(name.value(), registry)
                .orElse("add it to registries/" + registry.kind().key() + ".yaml"));
  }

  private static boolean broken(Subject subject, RegistryKind kind) {
    return subject.repository().brokenRegistries().contains(kind);
  }
}
