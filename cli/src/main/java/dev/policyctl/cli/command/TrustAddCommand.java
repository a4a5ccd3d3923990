package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.option.RepositoryOptions;
import dev.policyctl.cli.render.Terminal;
import dev.policyctl.cli.render.TextChange;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.KeyType;
import dev.policyctl.model.config.TrustConfiguration.Role;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.repo.PolicyRoot;
import dev.policyctl.repo.WorkTree;
import dev.policyctl.trust.TrustAddition;
import dev.policyctl.trust.TrustRequest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl trust add}: makes a key a person's. */
@Command(
    name = "add",
    description = {
      "Adds a person's public key: to `trust/`, and to `trust.people` of .policyctl.yaml. Nothing"
          + " else changes there, and no network or keyring is touched.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 added, 2 refused, 4 a file could not be read or written.",
      "",
      "Examples:",
      "  policyctl trust add ada --key ada.pub --role author --role reviewer --email a@acme.example",
      "  policyctl trust add ada --key laptop.pub --until 2027-01-01 --dry-run",
      "  gpg --armor --export 9F…01 | policyctl trust add bob --key - --role reviewer"
    })
public final class TrustAddCommand implements Callable<Integer> {
  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(paramLabel = "PERSON", description = "Whose key it is: an id in `trust.people`.")
  private String person = "";

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description =
          "A public key: the line of an SSH .pub file, OpenPGP armor, a certificate in PEM with its"
              + " root behind it; - for standard input.")
  private String key = "";

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "ssh, openpgp or x509. Default: by the file's content.")
  private @Nullable String type;

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      description = "Of a new person: author, reviewer, release-manager or forge; repeatable.")
  private List<String> roles = new ArrayList<>();

  @Option(
      names = "--email",
      paramLabel = "MAIL",
      description = "Of a new person: compared with the committer's; repeatable.")
  private List<String> emails = new ArrayList<>();

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Of a new person: confines to this environment; repeatable. Default: all.")
  private List<String> environments = new ArrayList<>();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      description = "Of a new person: confines to this tenant; repeatable. Default: all.")
  private List<String> tenants = new ArrayList<>();

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "The key counts from this date or RFC 3339 time on.")
  private @Nullable String from;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The key counts until right before this date or RFC 3339 time.")
  private @Nullable String until;

  @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
  private boolean dryRun;

  /**
   * Makes the command.
   *
   * @param clock tells the moment at which the key must be usable
   */
  public TrustAddCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Path root = PolicyRoot.find(repository.start());
    TrustAddition addition =
        TrustAddition.plan(new WorkTree(root), request(), KeyFile.read(key), now);
    if (!dryRun) {
      FileChanges.write(root, addition.changes());
    }
    report(addition);
    return ExitCode.OK;
  }

  private TrustRequest request() {
    return new TrustRequest(
        person,
        Optional.ofNullable(type).map(t -> word("--type", t, KeyType.values(), KeyType::label)),
        roles.stream().map(r -> word("--role", r, Role.values(), Role::label)).toList(),
        emails,
        environments,
        tenants,
        Optional.ofNullable(from),
        Optional.ofNullable(until));
  }

  private static <T> T word(String option, String text, T[] values, Function<T, String> label) {
    List<String> labels = Stream.of(values).map(label).toList();
    return Stream.of(values)
        .filter(value -> label.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "`" + text + "` is no value of " + option,
                    Nearest.hint(text, labels).orElse("there are " + String.join(", ", labels))));
  }

  private void report(TrustAddition addition) {
    PrintWriter out = spec.commandLine().getOut();
    line(out, person + ": " + addition.key());
    line(out, "  " + addition.standing().state().label() + detail(addition));
    addition.remarks().forEach(remark -> line(out, "  " + remark));
    for (TrustAddition.Change change : addition.changes()) {
      out.print(
          dryRun
              ? "\n" + TextChange.preview(change.path(), change.before().orElse(""), change.after())
              : Terminal.safe("  wrote " + change.path()) + "\n");
    }
    out.print("\n");
    if (dryRun) {
      line(out, "nothing was written: this was a dry run");
    } else {
      line(out, "next: read `git diff`, and commit it signed. What is in the target branch now");
      line(out, "      judges the change: the signatures and the quorum that it demands");
    }
    out.flush();
  }

  private static String detail(TrustAddition addition) {
    String detail = addition.standing().detail();
    return detail.isEmpty() ? "" : ": " + detail;
  }

  private static void line(PrintWriter out, String text) {
    out.print(Terminal.safe(text) + "\n");
  }
}
