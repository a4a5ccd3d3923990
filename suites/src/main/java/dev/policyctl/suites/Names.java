package dev.policyctl.suites;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Text;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Findings about names that tests of one bundle use and nothing has. */
final class Names {
  private final Bundle bundle;
  private final Registries registries;
  private final Set<RegistryKind> broken;

  Names(Bundle bundle, Registries registries, Set<RegistryKind> broken) {
    this.bundle = bundle;
    this.registries = registries;
    this.broken = broken;
  }

  /** The registry of a kind, where what it lacks may be held against a test. */
  Optional<Registry> registry(RegistryKind kind) {
    return broken.contains(kind) ? Optional.empty() : registries.find(kind);
  }

  /** Whether there is no registry of a kind at all. */
  boolean lacks(RegistryKind kind) {
    return registries.find(kind).isEmpty() && !broken.contains(kind);
  }

  /** Whether a registry has the name; one that is missing or broken is not this test's defect. */
  boolean known(RegistryKind kind, String name) {
    return registry(kind).map(r -> r.resolve(name).isPresent()).orElse(true);
  }

  /** A name that its registry lacks. */
  Finding unknown(RegistryKind kind, Text name) {
    return unknown(kind, name, "add it to registries/" + kind.key() + ".yaml");
  }

  /** As above, where the test might have meant the value to be unknown. */
  Finding requested(Dimension dimension, Text value) {
    String key = RequestFields.key(dimension);
    return unknown(
        dimension.kind(),
        value,
        value.value().startsWith("$")
            ? "a request holds no special value; `absent: [" + key + "]` leaves the field out"
            : "add it to registries/"
                + dimension.key()
                + ".yaml, or expect `reason: "
                + dimension.unknownReason()
                + "`");
  }

  private Finding unknown(RegistryKind kind, Text name, String otherwise) {
    Collection<String> candidates = new TreeSet<>();
    registries.find(kind).ifPresent(r -> candidates.addAll(r.entries().keySet()));
    registries.find(kind).ifPresent(r -> candidates.addAll(r.aliases().keySet()));
    return finding(
            FindingCode.UNKNOWN_REFERENCE,
            name.span(),
            "unknown " + kind.noun() + " `" + name.value() + "`")
        .subject("test:" + kind.key() + "/" + name.value())
        .help(Nearest.hint(name.value(), candidates).or(() -> Optional.of(otherwise)))
        .build();
  }

  /** A glob that hits nothing. */
  Finding emptyGlob(RegistryKind kind, Text glob) {
    boolean deeper =
        registry(kind)
            .filter(r -> !r.matching(Glob.of(glob.value().replaceAll("\\*+", "**"))).isEmpty())
            .isPresent();
    return finding(
            FindingCode.EMPTY_GLOB,
            glob.span(),
            "no " + kind.noun() + " matches `" + glob.value() + "`")
        .subject("test:" + kind.key() + "/" + glob.value())
        .help(
            deeper
                ? "`*` stops at a `/`; `**` does not"
                : "globs match ids of registries/" + kind.key() + ".yaml, never aliases")
        .build();
  }

  /** An identity that the suite lacks, or a glob over identities that hits none. */
  Finding identity(Suite suite, Text name) {
    return missing("identity", name, suite.identities().keySet());
  }

  /** A case that the suite lacks. */
  Finding caseName(Suite suite, Text name) {
    return missing("case", name, suite.cases().stream().map(test -> test.name().value()).toList());
  }

  /**
   * Something of the suite or the policy that a test refers to.
   *
   * @param what as {@code rule}
   */
  Finding missing(String what, Text name, Collection<String> candidates) {
    return finding(
            FindingCode.UNKNOWN_TEST_REFERENCE,
            name.span(),
            "unknown " + what + " `" + name.value() + "`")
        .subject("test:" + what + "/" + name.value())
        .help(Nearest.hint(name.value(), candidates))
        .build();
  }

  /** A finding of this bundle. */
  Finding.Builder finding(FindingCode code, Span span, String message) {
    return Finding.of(code, span, message).bundle(bundle);
  }
}
