package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Findings about names that tests use and nothing has. */
final class Names {
  private final Registries registries;

  Names(Registries registries) {
    this.registries = registries;
  }

  /** Whether a registry has the name; a registry that is missing is not this test's defect. */
  boolean known(RegistryKind kind, String name) {
    return registries.find(kind).map(r -> r.resolve(name).isPresent()).orElse(true);
  }

  /** A value that its registry lacks. */
  Finding value(Dimension dimension, Text value) {
    return value(dimension.kind(), value, "register it").build();
  }

  /** As above, where the test might have meant the value to be unknown. */
  Finding requested(Dimension dimension, Text value) {
    String way =
        value.value().startsWith("$")
            ? "a request holds no special values; `absent: ["
                + RequestFields.key(dimension)
                + "]` leaves the field out"
            : "register it, or expect `reason: " + dimension.unknownReason() + "`";
    return value(dimension.kind(), value, way).build();
  }

  /** A redaction profile or a model of an obligation. */
  Finding argument(RegistryKind kind, Text value) {
    return value(kind, value, "register it").build();
  }

  private Finding.Builder value(RegistryKind kind, Text value, String otherwise) {
    List<String> candidates = new ArrayList<>();
    Optional<Registry> registry = registries.find(kind);
    registry.ifPresent(r -> candidates.addAll(r.entries().keySet()));
    registry.ifPresent(r -> candidates.addAll(r.aliases().keySet()));
    return Finding.of(
            FindingCode.UNKNOWN_REFERENCE,
            value.span(),
            "unknown " + kind.noun() + " `" + value.value() + "`")
        .subject("test:" + kind.key() + "/" + value.value())
        .help(Nearest.hint(value.value(), candidates).or(() -> Optional.of(otherwise)));
  }

  /** An identity that the suite lacks. */
  static Finding identity(Suite suite, Text name) {
    return test("identity", name, suite.identities().keySet());
  }

  /** A case that the suite lacks. */
  static Finding caseName(Suite suite, Text name) {
    return test("case", name, suite.cases().stream().map(test -> test.name().value()).toList());
  }

  /**
   * Something else that a test refers to.
   *
   * @param what as {@code rule}
   */
  static Finding test(String what, Text name, Collection<String> candidates) {
    return Finding.of(
            FindingCode.UNKNOWN_TEST_REFERENCE,
            name.span(),
            "unknown " + what + " `" + name.value() + "`")
        .subject("test:" + what + "/" + name.value())
        .help(Nearest.hint(name.value(), candidates))
        .build();
  }
}
