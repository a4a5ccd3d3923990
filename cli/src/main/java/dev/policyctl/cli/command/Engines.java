package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.render.CompactReport;
import dev.policyctl.evaluator.InvalidPolicyException;
import dev.policyctl.evaluator.PolicyEngine;
import dev.policyctl.model.finding.Finding;
import dev.policyctl.model.finding.Severity;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import dev.policyctl.validators.Validator;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the evaluator of a policy, or says why it cannot be made. */
final class Engines {

  private Engines() {}

  /** The evaluator; nothing, and the reasons on standard error, where the policy is not valid. */
  static Optional<PolicyEngine> compile(
      PolicyRepository repository, LoadedBundle bundle, Instant now, CommandSpec spec) {
    PrintWriter err = spec.commandLine().getErr();
    List<Finding> errors =
        new Validator(now)
            .validate(repository).findings().stream()
                .filter(f -> f.severity() == Severity.ERROR)
                .toList();
    if (!errors.isEmpty() || bundle.policy().isEmpty()) {
      errors.forEach(finding -> err.print(CompactReport.line(finding)));
      return refuse(err, "the policy repository has errors");
    }
    try {
      return Optional.of(PolicyEngine.compile(bundle.policy().get(), repository.registries()));
    } catch (InvalidPolicyException e) {
      return refuse(err, String.valueOf(e.getMessage()));
    }
  }

  /** How a command ends whose policy is not valid. */
  static int exitCode(PolicyRepository repository) {
    boolean undecided = repository.findings().stream().anyMatch(f -> f.code().undetermined());
    return undecided ? ExitCode.UNDECIDED : ExitCode.FAILED;
  }

  private static Optional<PolicyEngine> refuse(PrintWriter err, String why) {
    err.println("error: no decision is made: " + dev.policyctl.cli.render.Terminal.safe(why));
    err.println("  help: policyctl validate shows every error in its place");
    err.flush();
    return Optional.empty();
  }
}
