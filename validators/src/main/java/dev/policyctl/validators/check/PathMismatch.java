package dev.policyctl.validators.check;

import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.FindingCode;
import dev.policyctl.model.finding.FindingSink;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.LoadedBundle;
import java.util.EnumSet;
import java.util.Set;

/** A policy that says it is for another environment or tenant than the folder that it lies in. */
final class PathMismatch implements Check {

  @Override
  public Set<FindingCode> codes() {
    return EnumSet.of(FindingCode.PATH_MISMATCH);
  }

  @Override
  public void run(Subject subject, FindingSink sink) {
    subject.eachPolicy(
        (bundle, policy) -> {
          Text environment = policy.bundle().environment();
          Text tenant = policy.bundle().tenant();
          compare(bundle, "environment", environment, bundle.bundle().environment(), sink);
          compare(bundle, "tenant", tenant, bundle.bundle().tenant(), sink);
        });
  }

  private static void compare(
      LoadedBundle bundle, String what, Text declared, String folder, FindingSink sink) {
    if (!declared.value().equals(folder)) {
      sink.report(
          Finding.of(
                  FindingCode.PATH_MISMATCH,
                  declared.span(),
                  "the " + what + " is `" + declared + "`, yet the folder says `" + folder + "`")
              .subject(what)
              .bundle(bundle.bundle())
              .help("a policy lies in policies/<environment>/<tenant>/"));
    }
  }
}
