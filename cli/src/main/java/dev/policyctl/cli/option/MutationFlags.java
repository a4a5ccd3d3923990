package dev.policyctl.cli.option;

import dev.policyctl.analysis.cover.Budget;
import dev.policyctl.model.OperationalException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What {@code test} does about the tests themselves: mutants, and suggestions. */
public final class MutationFlags {
  /** Stands for standard output. */
  public static final String STANDARD_OUTPUT = "-";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** More work than anybody waits for; a larger number is a slip. */
  private static final long MOST_NODES = 1_000_000_000_000L;

  @Option(
      names = "--mutate",
      description =
          "Make one small mistake after the other in each policy, and report those that no test"
              + " notices, each with a test that would.")
  private boolean mutate;

  @Option(
      names = "--mutation-threshold",
      paramLabel = "PERCENT",
      description = "As --mutate, and fail where fewer of a policy's mistakes are noticed.")
  private @Nullable BigDecimal threshold;

  @Option(
      names = "--suggest",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = STANDARD_OUTPUT,
      preprocessor = Attached.class,
      description =
          "Write a suite with a case for each rule that decided in no test and, with --mutate, for"
              + " each mistake that none notices; in place of the report, or to a file.")
  private @Nullable String suggest;

  @Option(
      names = "--budget",
      paramLabel = "NODES",
      description =
          "Nodes of work that each question about a mistake or a rule may take; past it the answer"
              + " is undetermined. Default: 1000000.")
  private long budget = Budget.DEFAULT_NODES;

  /** Takes a file only where it stands behind an equals sign, so that a folder may follow. */
  static final class Attached implements IParameterPreprocessor {
    @Override
    @SuppressWarnings("JdkObsolete") // the library's signature
    public boolean preprocess(
        Stack<String> arguments, CommandSpec command, ArgSpec option, Map<String, Object> info) {
      if (" ".equals(info.get("separator"))) {
        arguments.push(STANDARD_OUTPUT);
      }
      return false;
    }
  }

  /** Whether mutants are made. */
  public boolean mutate() {
    return mutate || threshold != null;
  }

  /**
   * Per cent of mutants that each policy's tests must kill.
   *
   * @throws OperationalException where it is no percentage
   */
  public Optional<BigDecimal> threshold() {
    if (threshold != null && (threshold.signum() < 0 || threshold.compareTo(HUNDRED) > 0)) {
      throw new OperationalException(
          OperationalException.Kind.USAGE, "--mutation-threshold is a number from 0 to 100", "");
    }
    return Optional.ofNullable(threshold);
  }

  /** Where suggestions are written to, where they are asked for: a file, or {@code -}. */
  public Optional<String> suggest() {
    return Optional.ofNullable(suggest);
  }

  /**
   * What each question may take.
   *
   * @throws OperationalException where it is no budget
   */
  public Budget budget() {
    if (budget < 1 || budget > MOST_NODES) {
      throw new OperationalException(
          OperationalException.Kind.USAGE,
          "--budget is a number from 1 to " + MOST_NODES,
          "without it each question may take " + Budget.DEFAULT_NODES + " nodes");
    }
    return new Budget(budget);
  }
}
