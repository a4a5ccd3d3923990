package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Text;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeSet;

/** Findings about names that tests use and nothing has. */
final class Names {
  private final Registries registries;

  Names(Registries registries) {
    this.registries = registries;
  }

  /** Whether a registry has the name; one that is missing is not this test's defect. */
  boolean known(RegistryKind kind, String name) {
    return registries.find(kind).map(r -> r.resolve(name).isPresent()).orElse(true);
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
    return Finding.of(
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
        registries
            .find(kind)
            .filter(r -> !r.matching(Glob.of(glob.value().replaceAll("\\*+", "**"))).isEmpty())
            .isPresent();
    return Finding.of(
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
  static Finding identity(Suite suite, Text name) {
    return missing("identity", name, suite.identities().keySet());
  }

  /** A case that the suite lacks. */
  static Finding caseName(Suite suite, Text name) {
    return missing("case", name, suite.cases().stream().map(test -> test.name().value()).toList());
  }

  /**
   * Something of the suite or the policy that a test refers to.
   *
   * @param what as {@code rule}
   */
  static Finding missing(String what, Text name, Collection<String> candidates) {
    return Finding.of(
            FindingCode.UNKNOWN_TEST_REFERENCE,
            name.span(),
            "unknown " + what + " `" + name.value() + "`")
        .subject("test:" + what + "/" + name.value())
        .help(Nearest.hint(name.value(), candidates))
        .build();
  }
}
