package dev.policyctl.bundle.content;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.reader.PolicyReader;
import dev.policyctl.model.reader.RegistryReader;
import dev.policyctl.model.registry.Registries;
import dev.policyctl.model.registry.Registry;
import dev.policyctl.model.registry.RegistryKind;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file {@code policy.json}: a policy, and the registries that its names resolve by. It has one
 * form for everything that it can say, so equal bytes are an equal policy, and the other way round
 * as far as order and comments go.
 *
 * @param policy its rules and limits sorted by their ids
 */
public record PolicyDocument(Policy policy, Registries registries) {
  /** The file's name in a bundle. */
  public static final String NAME = "policy.json";

  private static final Span PLACE = Span.startOf(NAME);

  /** The canonical bytes. */
  public byte[] write() {
    return CanonicalJson.of(
        Map.of(
            "schemaVersion",
            1,
            "policy",
            PolicyJson.of(policy),
            "registries",
            RegistryJson.of(registries)));
  }

  /**
   * Reads the file.
   *
   * @throws MalformedContent where it is not the canonical form of a policy
   */
  public static PolicyDocument read(byte[] bytes) throws MalformedContent {
    MapNode root = JsonNodes.read(bytes, NAME);
    List<Finding> findings = new ArrayList<>();
    Optional<Policy> policy =
        root.find("policy")
            .flatMap(node -> new PolicyReader(findings::add).read(node))
            .flatMap(file -> file.withRules(List.of()));
    List<Registry> registries = new ArrayList<>();
    if (root.find("registries").orElse(root) instanceof MapNode kinds) {
      for (MapNode.Entry entry : kinds.entries()) {
        RegistryKind.ofKey(entry.key().value())
            .flatMap(kind -> new RegistryReader(kind, findings::add).read(file(kind, entry)))
            .ifPresent(registries::add);
      }
    }
    if (!findings.isEmpty()) {
      throw new MalformedContent("`" + NAME + "`: " + findings.get(0).message());
    }
    PolicyDocument document =
        new PolicyDocument(
            policy.orElseThrow(() -> new MalformedContent("`" + NAME + "` has no policy")),
            new Registries(registries));
    if (!Arrays.equals(document.write(), bytes)) {
      throw new MalformedContent("`" + NAME + "` is not of the canonical form");
    }
    return document;
  }

  /** What a registry's own file would hold. */
  private static Node file(RegistryKind kind, MapNode.Entry entry) {
    Node version = new ScalarNode(PLACE, ScalarNode.Kind.INTEGER, "1");
    return new MapNode(
        PLACE,
        List.of(
            new MapNode.Entry(new Text("schemaVersion", PLACE), version),
            new MapNode.Entry(new Text(kind.key(), PLACE), entry.value())));
  }
}
