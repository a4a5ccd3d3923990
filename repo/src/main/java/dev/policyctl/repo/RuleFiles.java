package dev.policyctl.repo;

import dev.policyctl.model.finding.Bundle;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.registry.Glob;
import dev.policyctl.model.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds the rule files of a policy by the globs that it names. */
final class RuleFiles {
  private static final String DEFAULT = "rules/*.yaml";

  private final FileLoader files;
  private final Bundle bundle;
  private final String folder;

  RuleFiles(FileLoader files, Bundle bundle, String folder) {
    this.files = files;
    this.bundle = bundle;
    this.folder = folder;
  }

  /** The paths that the globs hit, sorted, each once; a stated glob that hits none is reported. */
  SortedSet<String> find(Optional<List<Text>> globs) {
    if (globs.isEmpty()) {
      return new TreeSet<>(matching(DEFAULT));
    }
    SortedSet<String> paths = new TreeSet<>();
    for (Text glob : globs.get()) {
      List<String> hit = matching(glob.value());
      if (hit.isEmpty()) {
        files.report(
            Finding.of(
                    FindingCode.RULE_FILES_EMPTY,
                    glob.span(),
                    "no rule file matches `" + glob.value() + "`")
                .subject("ruleFiles:" + glob.value())
                .bundle(bundle)
                .help(
                    glob.value().startsWith("/")
                        ? "it is looked for from the policy root"
                        : "it is looked for in " + folder + "; a leading `/` is the policy root")
                .build());
      }
      paths.addAll(hit);
    }
    return paths;
  }

  private List<String> matching(String written) {
    String pattern = written.startsWith("/") ? written.substring(1) : folder + "/" + written;
    int star = pattern.indexOf('*');
    String literal = star < 0 ? pattern : pattern.substring(0, star);
    Glob glob = Glob.of(pattern);
    return files
        .regular(
            files.snapshot().list(FileNames.folder(literal)).stream()
                .filter(entry -> glob.matches(entry.path()))
                .toList())
        .stream()
        .map(SnapshotEntry::path)
        .toList();
  }
}
