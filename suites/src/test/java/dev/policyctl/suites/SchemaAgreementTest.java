package dev.policyctl.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.schema.SchemaKind;
import dev.policyctl.model.schema.SchemaValidator;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.ScalarNode.Kind;
import dev.policyctl.model.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader of suites and the published schema hold the same documents to be well-formed. */
final class SchemaAgreementTest {
  private static final SchemaValidator VALIDATOR = new SchemaValidator();
  private static final Span ANYWHERE = Span.startOf("support.test.yaml");

  private static final String EVERYTHING =
      """
      schemaVersion: 1
      suite: s
      description: d
      now: 2026-09-01T09:00:00Z
      identities:
        alice: { roles: [a], subject: u-1, type: service, tenant: t, exp: 2026-09-01T10:00:00+02:00 }
        bob: { roles: [] }
      defaults: { route: a, model: b, classifications: [c] }
      cases:
        - name: a
          description: d
          identity: alice
          request:
            { route: a, model: b, classifications: [c, ""], tool: e, region: f, agent: g, action: h, input_tokens: 1,
              max_output_tokens: 2, estimated_cost_usd: 0.3, risk_score: 4, environment: dev, tenant: other }
          at: 2026-09-02T10:00:00.5Z
          absent: [exp, tool]
          expect: { outcome: deny, reason: limit, rules: [r], obligations: [{ redact: p }, { log: x }], limits: [l], dropped_roles: [x] }
          repeat: 3
          skip: not yet
        - { name: b, identity: bob, expect: { outcome: require_approval } }
      matrices:
        - name: m
          over: { identities: [alice], routes: ["*", $missing], models: [gpt-4o], tools: [$unknown] }
          request: { input_tokens: 1 }
          at: 2026-09-01T11:00:00Z
          allow: [{ identities: [alice], routes: [a] }, {}]
          require_approval: []
          otherwise: deny
        - { name: n, over: { roles: [x] } }
      sequences:
        - name: q
          description: d
          steps:
            - { case: a, advance: 90m, usage: { tokens: 5, cost_usd: 0.5 }, identity: bob, repeat: 2, request: { route: r }, expect: { outcome: allow } }
            - { case: b }
      """;

  @Test
  void agreesOnASuiteThatHasEverything() {
    Node root = World.root("support.test.yaml", EVERYTHING);
    assertThat(refusedBySchema(root)).isEmpty();
    assertThat(World.defects(EVERYTHING)).isEmpty();
  }

  @Test
  void agreesOnDamagedSuites() {
    int refused = 0;
    for (long seed = 1; seed <= 3_000; seed++) {
      Random random = new Random(seed);
      Node root = World.root("support.test.yaml", EVERYTHING);
      for (int damage = random.nextInt(3); damage >= 0; damage--) {
        root = new Damage(random, size(root)).apply(root);
      }
      List<Finding> found = new ArrayList<>();
      new SuiteReader(found::add).read(root);
      List<String> bySchema = refusedBySchema(root);
      if (!bySchema.isEmpty()) {
        refused++;
        assertThat(errors(found)).as("seed %d: the schema alone: %s", seed, bySchema).isNotEmpty();
      } else {
        assertThat(errors(found).stream().filter(f -> !beyondSchema(f)).map(Finding::message))
            .as("seed %d: the reader alone refuses it", seed)
            .isEmpty();
      }
    }
    assertThat(refused).isBetween(1_000, 2_900);
  }

  private static List<String> refusedBySchema(Node root) {
    return VALIDATOR.validate(SchemaKind.TESTS, root).all().stream()
        .map(finding -> finding.span() + " " + finding.message())
        .toList();
  }

  private static List<Finding> errors(List<Finding> found) {
    return found.stream().filter(f -> f.severity() == Severity.ERROR).toList();
  }

  /** What a schema cannot say: that names differ, or that two keys exclude each other. */
  private static boolean beyondSchema(Finding finding) {
    return finding.code() == FindingCode.DUPLICATE_TEST_NAME
        || finding.message().endsWith("which `over` varies already");
  }

  private static int size(Node node) {
    int size = 1;
    if (node instanceof MapNode map) {
      for (MapNode.Entry entry : map.entries()) {
        size += size(entry.value());
      }
    } else if (node instanceof ListNode list) {
      for (Node item : list.items()) {
        size += size(item);
      }
    }
    return size;
  }

  /** Damages one node of a tree, each as likely. */
  private static final class Damage {
    private static final List<String> KEYS =
        List.of("model", "models", "roles", "identities", "exp", "names", "tokens", "expect");

    private final Random random;
    private int left;

    Damage(Random random, int size) {
      this.random = random;
      this.left = random.nextInt(size);
    }

    Node apply(Node node) {
      if (left-- == 0) {
        return damaged(node);
      }
      if (node instanceof MapNode map) {
        List<MapNode.Entry> entries = new ArrayList<>();
        for (MapNode.Entry entry : map.entries()) {
          entries.add(new MapNode.Entry(entry.key(), apply(entry.value())));
        }
        return new MapNode(map.span(), entries);
      }
      return node instanceof ListNode list
          ? new ListNode(list.span(), list.items().stream().map(this::apply).toList())
          : node;
    }

    private Node damaged(Node node) {
      if (node instanceof MapNode map && !map.entries().isEmpty() && random.nextInt(4) > 0) {
        List<MapNode.Entry> entries = new ArrayList<>(map.entries());
        MapNode.Entry entry = entries.remove(random.nextInt(entries.size()));
        Text key = new Text(KEYS.get(random.nextInt(KEYS.size())), entry.key().span());
        if (random.nextBoolean() && map.find(key.value()).isEmpty()) {
          entries.add(new MapNode.Entry(key, entry.value()));
        }
        return new MapNode(map.span(), entries);
      }
      return switch (random.nextInt(10)) {
        case 0 -> scalar(Kind.INTEGER, "-1");
        case 1 -> scalar(Kind.INTEGER, "2");
        case 2 -> scalar(Kind.DECIMAL, "0.25");
        case 3 -> scalar(Kind.BOOLEAN, "true");
        case 4 -> scalar(Kind.NULL, "null");
        case 5 -> scalar(Kind.STRING, " ");
        case 6 -> scalar(Kind.STRING, "allow");
        case 7 -> new ListNode(ANYWHERE, List.of(node));
        case 8 -> new ListNode(ANYWHERE, List.of());
        default -> new MapNode(ANYWHERE, List.of());
      };
    }

    private static Node scalar(Kind kind, String text) {
      return new ScalarNode(ANYWHERE, kind, text);
    }
  }
}
