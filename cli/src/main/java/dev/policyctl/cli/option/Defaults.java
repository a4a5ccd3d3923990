package dev.policyctl.cli.option;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.Configuration;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.model.text.Text;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.RunSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Where a flag that was not given gets its value: the environment ({@code
 * POLICYCTL_VALIDATE_FAIL_ON}), then {@code commands:} of {@code .policyctl.yaml}, then the
 * program.
 */
public final class Defaults implements IDefaultValueProvider {
  /** What a configuration, which may come from a proposal, must not decide: what is judged. */
  private static final Set<String> NEVER_CONFIGURED =
      Set.of(
          "directory",
          "watch",
          "debug",
          "help",
          "as-of",
          "revision",
          "no-limits",
          "explain",
          "suggest",
          "base",
          "head",
          "trust-root",
          "budget",
          "semantic",
          "allow-proposed-waivers",
          "who-can",
          "what-can",
          "by",
          "where",
          "person",
          "reason",
          "expires",
          "key",
          "passphrase-file",
          "replace",
          "unregistered",
          "max",
          "since",
          "environment",
          "tenant",
          "no-diff",
          "fail-on-unverified");

  private final Map<String, Map<String, Text>> configured;

  private Defaults(Map<String, Map<String, Text>> configured) {
    this.configured = configured;
  }

  /**
   * Makes the defaults known to a command line before it runs.
   *
   * @throws OperationalException where the configuration names a command or a flag that there is
   *     not; undecided where it is known whose configuration holds, and that cannot be read
   */
  public static void apply(CommandLine commandLine, String[] args) {
    commandLine.setDefaultValueProvider(new Defaults(Map.of()));
    Optional<Configuration> configuration = configuration(commandLine, args);
    if (configuration.isPresent() && !configuration.get().commands().isEmpty()) {
      check(commandLine, configuration.get().commands());
      commandLine.setDefaultValueProvider(new Defaults(configuration.get().commands()));
    }
  }

  /** The configuration that holds for the command; what is wrong with it is reported later. */
  private static Optional<Configuration> configuration(CommandLine commandLine, String[] args) {
    try {
      ParseResult parsed = commandLine.parseArgs(args);
      while (parsed.hasSubcommand()) {
        parsed = parsed.subcommand();
      }
      if (parsed.isUsageHelpRequested()
          || !(parsed.commandSpec().userObject() instanceof RepositoryCommand command)) {
        return Optional.empty();
      }
      try (RunSource source = command.open(System.getenv())) {
        return Optional.of(source.configuration());
      }
    } catch (ParameterException e) {
      return Optional.empty();
    } catch (OperationalException e) {
      // Whoever is to judge is there and cannot be read: the gates that it sets must not be lost.
      if (e.kind() == OperationalException.Kind.UNDECIDED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static void check(CommandLine commandLine, Map<String, Map<String, Text>> configured) {
    configured.forEach(
        (command, flags) -> {
          CommandLine subcommand = commandLine.getSubcommands().get(command);
          if (subcommand == null) {
            throw unknown(
                "command `" + command + "`", command, commandLine.getSubcommands().keySet());
          }
          List<String> known =
              subcommand.getCommandSpec().options().stream()
                  .map(Defaults::name)
                  .filter(flag -> !NEVER_CONFIGURED.contains(flag))
                  .toList();
          flags.forEach(
              (flag, value) -> {
                if (!known.contains(flag)) {
                  throw unknown(
                      "flag `--" + flag + "` of `" + command + "` (" + value.span() + ")",
                      flag,
                      known);
                }
                if (flag.equals("output") && value.value().contains("=")) {
                  throw new OperationalException(
                      OperationalException.Kind.USAGE,
                      "`commands:` of "
                          + PolicyRoot.CONFIGURATION
                          + " names a file to write ("
                          + value.span()
                          + ")",
                      "give files on the command line: a configuration may come from a proposal");
                }
              });
        });
  }

  private static OperationalException unknown(
      String what, String word, java.util.Collection<String> known) {
    return new OperationalException(
        OperationalException.Kind.USAGE,
        "`commands:` of " + PolicyRoot.CONFIGURATION + " names an unknown " + what,
        Nearest.hint(word, known).orElse("known are " + String.join(", ", known)));
  }

  private static String name(OptionSpec option) {
    return option.longestName().replaceFirst("^-+", "");
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String command = option.command().name();
    String flag = name(option);
    String variable =
        (option.command().qualifiedName("_") + "_" + flag)
            .toUpperCase(Locale.ROOT)
            .replace('-', '_');
    String value = System.getenv(variable);
    // CI systems set what they have no value for to nothing.
    if (value != null && !value.isEmpty()) {
      return value;
    }
    Text text = configured.getOrDefault(command, Map.of()).get(flag);
    return text == null ? null : text.value();
  }
}
