package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.policy.Selector;
import dev.policyctl.model.registry.Dimension;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.text.Text;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A literal that a selector names twice, perhaps once as an id and once as an alias. */
final class DuplicateSelectorValue implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.DUPLICATE_SELECTOR_VALUE);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachMatching(
        matching ->
            matching
                .match()
                .selectors()
                .forEach((dimension, s) -> search(subject, matching, dimension, s, sink)));
  }

  private static void search(
      Subject subject,
      Subject.Matching matching,
      Dimension dimension,
      Selector selector,
      FindingSink sink) {
    Map<String, Text> first = new HashMap<>();
    for (Text value : selector.values()) {
      List<String> ids = subject.names().resolve(dimension, value.value());
      boolean one = ids.size() == 1 && !Glob.isGlob(value.value());
      Text earlier = first.putIfAbsent(one ? ids.get(0) : value.value(), value);
      if (earlier != null) {
        String same = earlier.value().equals(value.value()) ? "" : ", as `" + earlier + "`";
        Finding.Builder finding =
            Finding.of(
                    FindingCode.DUPLICATE_SELECTOR_VALUE,
                    value.span(),
                    "`" + value + "` is listed already" + same)
                .related(earlier.span(), "listed here")
                .help("drop one of the two");
        sink.report(matching.about(finding, dimension.key() + "/" + value));
      }
    }
  }
}
