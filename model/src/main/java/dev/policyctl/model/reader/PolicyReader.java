package dev.policyctl.model.reader;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.finding.Span;
import dev.policyctl.model.policy.BundleHeader;
import dev.policyctl.model.policy.Combining;
import dev.policyctl.model.policy.IdentityPolicy;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Outcome;
import dev.policyctl.model.policy.Policy;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.text.Node;
import dev.policyctl.model.text.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code policy.yaml}. */
public final class PolicyReader {
  /** The suggested expression of Semantic Versioning 2.0.0, without groups. */
  public static final Pattern SEMVER =
      Pattern.compile(
          "(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})\\.(0|[1-9][0-9]{0,8})"
              + "(-(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)"
              + "(\\.(0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*)?"
              + "(\\+[0-9a-zA-Z-]+(\\.[0-9a-zA-Z-]+)*)?");

  private static final int LONGEST_VERSION = 64;

  private final FindingSink sink;

  public PolicyReader(FindingSink sink) {
    this.sink = sink;
  }

  /**
   * A policy file as far as it could be read.
   *
   * @param header nothing where the bundle's header is broken
   * @param rules those of this file alone
   * @param ruleFiles the globs of further files; nothing where the policy does not say
   */
  public record PolicyFile(
      Optional<BundleHeader> header,
      Outcome defaultOutcome,
      Text defaultText,
      Combining combining,
      IdentityPolicy identity,
      List<Rule> rules,
      List<Limit> limits,
      Optional<List<Text>> ruleFiles) {

    /** The policy, with the rules of the rule files behind its own; nothing without a header. */
    public Optional<Policy> withRules(List<Rule> more) {
      return header.map(known -> policy(known, more));
    }

    /**
     * As above, whatever the header.
     *
     * @param owner stands in where the header is broken, so that the rest can be judged all the
     *     same
     */
    public Policy withRules(List<Rule> more, Bundle owner) {
      return policy(header.orElseGet(() -> standIn(owner, defaultText.span())), more);
    }

    private Policy policy(BundleHeader known, List<Rule> more) {
      List<Rule> all = new ArrayList<>(rules);
      all.addAll(more);
      return new Policy(known, defaultOutcome, defaultText, combining, identity, all, limits);
    }

    private static BundleHeader standIn(Bundle owner, Span span) {
      return new BundleHeader(
          new Text(owner.tenant(), span),
          new Text("0.0.0", span),
          new Text(owner.environment(), span),
          new Text(owner.tenant(), span),
          List.of());
    }
  }

  /** Reads a policy file; nothing where it is no mapping at all. */
  public Optional<PolicyFile> read(Node root) {
    return Fields.of(root, "a policy", sink).map(this::policy);
  }

  private PolicyFile policy(Fields fields) {
    fields.schemaVersion(true);
    Optional<BundleHeader> header =
        fields.require("bundle").flatMap(n -> Fields.of(n, "`bundle`", sink)).flatMap(this::header);
    Optional<Text> defaultText = fields.oneOf("default", List.of("deny", "allow"));
    Combining combining =
        fields
            .oneOf("combining", List.of("priority", "deny-overrides"))
            .filter(text -> text.value().equals("deny-overrides"))
            .map(text -> Combining.DENY_OVERRIDES)
            .orElse(Combining.PRIORITY);
    IdentityPolicy identity =
        fields
            .find("identity")
            .flatMap(n -> Fields.of(n, "`identity`", sink))
            .map(this::identity)
            .orElse(IdentityPolicy.DEFAULT);
    RuleReader ruleReader = new RuleReader(combining, sink);
    List<Rule> rules = fields.find("rules").map(ruleReader::rules).orElse(List.of());
    List<Limit> limits =
        fields.find("limits").map(n -> new LimitReader(sink).limits(n)).orElse(List.of());
    Optional<List<Text>> ruleFiles = fields.find("ruleFiles").map(this::ruleFiles);
    fields.end();
    return new PolicyFile(
        header,
        defaultText.flatMap(text -> Outcome.ofLabel(text.value())).orElse(Outcome.DENY),
        defaultText.orElseGet(() -> new Text("deny", fields.keySpan("bundle"))),
        combining,
        identity,
        rules,
        limits,
        ruleFiles);
  }

  private Optional<BundleHeader> header(Fields fields) {
    Optional<Text> name = fields.requireText("name", Grammar.BUNDLE_NAME);
    Optional<Text> version = fields.require("version").flatMap(this::version);
    Optional<Text> environment = fields.requireText("environment", Grammar.SEGMENT);
    Optional<Text> tenant = fields.requireText("tenant", Grammar.SEGMENT);
    List<Text> owners = fields.texts("owners");
    fields.end();
    if (name.isEmpty() || version.isEmpty() || environment.isEmpty() || tenant.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new BundleHeader(name.get(), version.get(), environment.get(), tenant.get(), owners));
  }

  private Optional<Text> version(Node node) {
    Optional<Text> text = Values.text(node, "`version`", sink);
    if (text.isPresent()
        && (text.get().value().length() > LONGEST_VERSION
            || !SEMVER.matcher(text.get().value()).matches())) {
      sink.report(
          Finding.of(
                  FindingCode.INVALID_VALUE,
                  node.span(),
                  "`version` is a semantic version such as 2.14.3")
              .help("see https://semver.org"));
      return Optional.empty();
    }
    return text;
  }

  private IdentityPolicy identity(Fields fields) {
    boolean requireExpiry = fields.bool("requireExpiry").orElse(true);
    Duration clockSkew =
        fields
            .find("clockSkew")
            .flatMap(n -> Values.duration(n, "`clockSkew`", sink))
            .orElse(Duration.ZERO);
    fields.end();
    return new IdentityPolicy(requireExpiry, clockSkew);
  }

  private List<Text> ruleFiles(Node node) {
    List<Text> globs = new ArrayList<>();
    for (Node item : Values.list(node, "`ruleFiles`", sink).orElse(List.of())) {
      Optional<Text> glob = Values.text(item, "an entry of `ruleFiles`", sink);
      if (glob.isPresent() && !isPathGlob(glob.get().value())) {
        Values.invalid(
            item,
            "an entry of `ruleFiles` is a path below the folder, or from the root with `/`",
            sink);
      } else {
        glob.ifPresent(globs::add);
      }
    }
    return globs;
  }

  private static boolean isPathGlob(String glob) {
    String path = glob.startsWith("/") ? glob.substring(1) : glob;
    if (path.isEmpty() || path.codePointCount(0, path.length()) > 1_000) {
      return false;
    }
    if (path.contains("\\") || path.chars().anyMatch(Character::isISOControl)) {
      return false;
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
