package dev.policyctl.suites;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.reader.Fields;
import dev.policyctl.model.reader.Values;
import dev.policyctl.model.text.ListNode;
import dev.policyctl.model.text.MapNode;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.ScalarNode;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads {@code *.test.yaml}: the shape alone, and whether names are told apart. What the names
 * refer to is for {@link SuiteReferences}.
 */
public final class SuiteReader {
  private final FindingSink sink;
  private final TestFields testFields;

  public SuiteReader(FindingSink sink) {
    this.sink = sink;
    this.testFields = new TestFields(sink);
  }

  /**
   * Reads a suite. A broken case, matrix, sequence or identity is left out. Nothing where the root
   * is no mapping, or has no name or no time to run at.
   */
  public Optional<Suite> read(Node root) {
    return Fields.of(root, "a suite", sink).flatMap(this::suite);
  }

  private Optional<Suite> suite(Fields fields) {
    fields.schemaVersion(true);
    Optional<Text> name = fields.requireFilledText("suite");
    Optional<Instant> now = fields.require("now").flatMap(n -> testFields.instant(n, "`now`"));
    Optional<String> description = fields.text("description").map(Text::value);
    Set<String> unreadable = new HashSet<>();
    Map<String, TestIdentity> identities =
        fields.find("identities").map(n -> identities(n, unreadable)).orElse(Map.of());
    RequestFields defaults =
        fields
            .find("defaults")
            .flatMap(n -> testFields.request(n, "`defaults`"))
            .orElse(RequestFields.NONE);
    Tests tests = tests(fields, unreadable);
    fields.end();
    if (name.isEmpty() || now.isEmpty()) {
      return Optional.empty();
    }
    if (Stream.of("cases", "matrices", "sequences").noneMatch(key -> states(fields, key))) {
      reportEmpty(name.get());
    }
    return Optional.of(
        new Suite(
            fields.span(),
            name.get(),
            now.get(),
            description,
            identities,
            defaults,
            tests.cases(),
            tests.matrices(),
            tests.sequences(),
            unreadable));
  }

  /** Whether there is something under a key, be it broken. */
  private static boolean states(Fields fields, String key) {
    return fields
        .find(key)
        .filter(node -> !(node instanceof ListNode list) || !list.items().isEmpty())
        .isPresent();
  }

  /** What a suite runs. */
  private record Tests(
      List<TestCase> cases, List<TestMatrix> matrices, List<TestSequence> sequences) {}

  private Tests tests(Fields fields, Set<String> unreadable) {
    Map<String, Text> names = new HashMap<>();
    CaseReader cases = new CaseReader(testFields, text -> unique(text, names), sink);
    MatrixReader matrices = new MatrixReader(testFields, text -> unique(text, names), sink);
    List<TestCase> readCases = items(fields, "cases", "a case", cases::read);
    unreadable.addAll(names.keySet());
    readCases.forEach(test -> unreadable.remove(test.name().value()));
    return new Tests(
        readCases,
        items(fields, "matrices", "a matrix", matrices::read),
        items(fields, "sequences", "a sequence", cases::readSequence));
  }

  private <T> List<T> items(
      Fields fields, String key, String what, Function<Fields, Optional<T>> read) {
    List<T> items = new ArrayList<>();
    Optional<Node> list = fields.find(key);
    if (list.isEmpty()) {
      return items;
    }
    for (Node node : Values.list(list.get(), "`" + key + "`", sink).orElse(List.of())) {
      Fields.of(node, what, sink).flatMap(read).ifPresent(items::add);
    }
    return items;
  }

  private void reportEmpty(Text name) {
    sink.report(
        Finding.of(
                FindingCode.EMPTY_SUITE,
                name.span(),
                "suite `" + name.value() + "` has no case, matrix or sequence")
            .subject("suite:" + name.value())
            .help("add a case, or delete the file"));
  }

  /** Reports a name that another test of the suite has. */
  private void unique(Text name, Map<String, Text> names) {
    Text first = names.putIfAbsent(name.value(), name);
    if (first != null) {
      sink.report(
          Finding.of(
                  FindingCode.DUPLICATE_TEST_NAME,
                  name.span(),
                  "a second test is called `" + name.value() + "`")
              .subject("test:" + name.value())
              .related(first.span(), "the first")
              .help("rename one; results and sequences tell tests apart by their names"));
    }
  }

  private Map<String, TestIdentity> identities(Node node, Set<String> unreadable) {
    Map<String, TestIdentity> identities = new LinkedHashMap<>();
    Optional<Fields> fields = Fields.of(node, "`identities`", sink);
    if (fields.isPresent()) {
      for (MapNode.Entry entry : fields.get().entries()) {
        boolean named = identityName(entry.key());
        Optional<TestIdentity> identity =
            Fields.of(entry.value(), "an identity", sink).flatMap(f -> identity(entry.key(), f));
        if (named && identity.isPresent()) {
          identities.put(entry.key().value(), identity.get());
        } else {
          unreadable.add(entry.key().value());
        }
      }
    }
    return identities;
  }

  private boolean identityName(Text name) {
    Node node = new ScalarNode(name.span(), ScalarNode.Kind.STRING, name.value());
    return Values.text(node, "the name of an identity", MatrixReader.IDENTITY, sink).isPresent();
  }

  private Optional<TestIdentity> identity(Text name, Fields fields) {
    Optional<List<Text>> roles =
        fields.require("roles").flatMap(n -> testFields.texts(n, "`roles`"));
    Optional<Node> exp = fields.find("exp");
    Optional<Instant> expiry = exp.flatMap(n -> testFields.instant(n, "`exp`"));
    Optional<Text> subject = fields.text("subject");
    Optional<Text> type = fields.text("type");
    Optional<Text> tenant = fields.text("tenant");
    fields.end();
    if (roles.isEmpty()
        || exp.isPresent() != expiry.isPresent()
        || fields.find("subject").isPresent() != subject.isPresent()
        || fields.find("type").isPresent() != type.isPresent()
        || fields.find("tenant").isPresent() != tenant.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(new TestIdentity(name, roles.get(), subject, type, tenant, expiry));
  }
}
