package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Limit;
import dev.policyctl.model.policy.Rule;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.LoadedBundle;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Two rules, or two limits, of one bundle with one id: a decision could not say which it was. */
final class DuplicateRuleId implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.DUPLICATE_RULE_ID);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          search(bundle, "rule", policy.rules().stream().map(Rule::id).toList(), sink);
          search(bundle, "limit", policy.limits().stream().map(Limit::id).toList(), sink);
        });
  }

  private static void search(LoadedBundle bundle, String noun, List<Text> ids, FindingSink sink) {
    Map<String, Text> first = new HashMap<>();
    for (Text id : ids) {
      Text earlier = first.putIfAbsent(id.value(), id);
      if (earlier != null) {
        Finding.Builder finding =
            Finding.of(
                    FindingCode.DUPLICATE_RULE_ID,
                    id.span(),
                    "a second " + noun + " with the id `" + id + "`")
                .subject(noun + ":" + id)
                .bundle(bundle.bundle())
                .related(earlier.span(), "the first one")
                .help("rename one of them");
        if (noun.equals("rule")) {
          finding.rule(id.value());
        }
        sink.report(finding);
      }
    }
  }
}
