package dev.policyctl.model.config;

import dev.policyctl.model.text.InputLimits;
import dev.policyctl.model.text.Text;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code .policyctl.yaml} says.
 *
 * @param targetBranch the branch that proposals are judged by
 * @param commands the defaults of flags: by command, then by flag without its dashes; values as
 *     written, a list joined by commas
 * @param limits the bounds on input
 * @param trust who may sign what; nothing where the repository does not say
 */
public record Configuration(
    Optional<Text> targetBranch,
    Map<String, Map<String, Text>> commands,
    InputLimits limits,
    Optional<TrustConfiguration> trust) {

  /** A repository without {@code .policyctl.yaml}. */
  public static final Configuration DEFAULT =
      new Configuration(Optional.empty(), Map.of(), InputLimits.DEFAULT, Optional.empty());

  public Configuration {
    TreeMap<String, Map<String, Text>> copy = new TreeMap<>();
    commands.forEach((command, flags) -> copy.put(command, Map.copyOf(flags)));
    commands = java.util.Collections.unmodifiableSortedMap(copy);
  }
}
