package dev.policyctl.validators.check;

import dev.policyctl.analysis.anomaly.UnreachableValue;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.registry.RegistryEntry;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A registry entry that no rule of any policy matches a request with. The registries are those of
 * all policies: that one of them has nothing to say about another's role is no news.
 */
final class UnreachableEntry implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.UNREACHABLE_VALUE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    List<BundleAnalysis> analyses = subject.analyses().all();
    if (analyses.isEmpty() || !subject.analyses().omitted().isEmpty()) {
      return;
    }
    Set<UnreachableValue> everywhere = new LinkedHashSet<>(analyses.get(0).unreachable());
    analyses.forEach(analysis -> everywhere.retainAll(Set.copyOf(analysis.unreachable())));
    for (UnreachableValue value : everywhere) {
      subject
          .registries()
          .find(value.dimension())
          .map(registry -> registry.entries().get(value.id()))
          .ifPresent(entry -> sink.report(finding(value, entry)));
    }
  }

  private static Finding.Builder finding(UnreachableValue value, RegistryEntry entry) {
    String noun = value.dimension().singular();
    String what = noun.equals("role") ? "of somebody with the role `" : "with the " + noun + " `";
    return Finding.of(
            FindingCode.UNREACHABLE_VALUE,
            entry.id().span(),
            "no rule matches any request " + what + value.id() + "`")
        .subject(noun + ":" + value.id())
        .help(
            "write the rule that it is for, or delete it"
                + Wording.see(FindingCode.UNREACHABLE_VALUE));
  }
}
