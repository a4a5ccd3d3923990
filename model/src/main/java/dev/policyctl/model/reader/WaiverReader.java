package dev.policyctl.model.reader;

import dev.policyctl.model.config.Waiver;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Reads {@code .policyctl-waivers.yaml}. A broken waiver is left out, so it silences nothing. */
public final class WaiverReader {
  private static final List<String> CODES =
      Stream.of(FindingCode.values()).flatMap(c -> Stream.of(c.id(), c.label())).toList();

  private final FindingSink sink;

  public WaiverReader(FindingSink sink) {
    this.sink = sink;
  }

  /** The waivers of a file. */
  public List<Waiver> read(Node root) {
    Optional<Fields> fields = Fields.of(root, "a waiver file", sink);
    if (fields.isEmpty()) {
      return List.of();
    }
    fields.get().schemaVersion(true);
    List<Waiver> waivers = new ArrayList<>();
    for (Node item : fields.get().require("waivers").map(this::list).orElse(List.of())) {
      AtomicInteger defects = new AtomicInteger();
      FindingSink counting =
          finding -> {
            defects.incrementAndGet();
            sink.report(finding);
          };
      Optional<Waiver> waiver =
          Fields.of(item, "a waiver", counting).flatMap(f -> new WaiverReader(counting).waiver(f));
      // A waiver without its broken part would silence more than its author meant.
      if (defects.get() == 0) {
        waiver.ifPresent(waivers::add);
      }
    }
    fields.get().end();
    return waivers;
  }

  private List<Node> list(Node node) {
    return Values.list(node, "`waivers`", sink).orElse(List.of());
  }

  private Optional<Waiver> waiver(Fields fields) {
    Optional<Text> id = fields.requireText("id", Grammar.ID);
    Optional<FindingCode> code = fields.require("code").flatMap(this::code);
    Optional<Text> path = fields.text("path");
    Optional<Text> rule = fields.text("rule", Grammar.ID);
    Optional<Text> environment = fields.text("environment", Grammar.SEGMENT);
    Optional<Text> tenant = fields.text("tenant", Grammar.SEGMENT);
    Optional<Text> reason = fields.requireFilledText("reason");
    Optional<Text> owner = fields.requireFilledText("owner");
    Optional<Instant> expires =
        fields.require("expires").flatMap(n -> Values.instant(n, "`expires`", sink));
    fields.end();
    if (id.isEmpty()
        || code.isEmpty()
        || reason.isEmpty()
        || owner.isEmpty()
        || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Waiver(
            fields.span(),
            id.get(),
            code.get(),
            path,
            rule,
            environment,
            tenant,
            reason.get().value(),
            owner.get().value(),
            expires.get(),
            fields.find("expires").orElseThrow().span()));
  }

  private Optional<FindingCode> code(Node node) {
    Optional<Text> text = Values.text(node, "`code`", sink);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Optional<FindingCode> code = FindingCode.find(text.get().value());
    if (code.isEmpty() || !code.get().suppressible()) {
      String why = code.isEmpty() ? "no finding has the code `" : "nothing can waive `";
      sink.report(
          Finding.of(FindingCode.INVALID_SUPPRESSION, node.span(), why + text.get().value() + "`")
              .help(
                  code.isEmpty()
                      ? Nearest.hint(text.get().value(), CODES)
                      : Optional.of("mend what it says instead")));
      return Optional.empty();
    }
    return code;
  }
}
