package dev.policyctl.cli.command;

import dev.policyctl.cli.contract.ExitCode;
import dev.policyctl.cli.render.Terminal;
import dev.policyctl.model.OperationalException;
import dev.policyctl.model.reader.Grammar;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code policyctl init}: a policy repository to start from. */
@Command(
    name = "init",
    description = {
      "Makes a policy repository to start from: it validates, and its tests pass. Nothing that is"
          + " there already is touched.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  policyctl init my-policies",
      "  policyctl init . --environment staging --environment prod --tenant acme"
    })
public final class InitCommand implements Callable<Integer> {
  private static final List<String> SHARED =
      List.of(
          ".policyctl.yaml",
          "registries/roles.yaml",
          "registries/routes.yaml",
          "registries/models.yaml",
          "registries/classifications.yaml",
          "registries/redactions.yaml");
  private static final List<String> PER_BUNDLE =
      List.of("policy.yaml", "rules/chat.yaml", "tests/chat.test.yaml");

  private final Clock clock;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where to make it. Default: the current folder.")
  private Path folder = Path.of(".");

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "prod",
      description = "An environment; repeat it for several. Default: prod.")
  private List<String> environments = new ArrayList<>();

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "default",
      description = "A tenant; repeat it for several. Default: default.")
  private List<String> tenants = new ArrayList<>();

  /**
   * Makes the command.
   *
   * @param clock tells the day that the tests are set on
   */
  public InitCommand(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Map<String, String> files = files();
    files.keySet().forEach(this::requireRoom);
    PrintWriter out = spec.commandLine().getOut();
    files.forEach(
        (path, text) -> {
          write(folder.resolve(path), text);
          out.print(Terminal.safe("created " + folder.resolve(path).normalize()) + "\n");
        });
    String at = folder.normalize().toString();
    String argument = at.isEmpty() ? "" : " " + Terminal.safe(at);
    out.print("\nnext: policyctl validate" + argument + "\n      policyctl test" + argument + "\n");
    out.flush();
    return ExitCode.OK;
  }

  /** Before the first file is written: no file of that name, not even a link that leads nowhere. */
  private void requireRoom(String path) {
    Path file = folder.resolve(path);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw inTheWay(file, "is there already");
    }
    for (Path at = file.getParent(); at != null && at.startsWith(folder); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(at)) {
        throw inTheWay(at, "is in the way");
      }
    }
  }

  private static OperationalException inTheWay(Path path, String why) {
    return new OperationalException(
        OperationalException.Kind.USAGE,
        "`" + path + "` " + why,
        "give an empty folder; nothing was written");
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    SHARED.forEach(path -> files.put(path, template(path)));
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    for (String environment : named("environment", environments)) {
      for (String tenant : named("tenant", tenants)) {
        for (String path : PER_BUNDLE) {
          files.put(
              "policies/" + environment + "/" + tenant + "/" + path,
              template("bundle/" + path)
                  .replace("@environment@", environment)
                  .replace("@tenant@", tenant)
                  .replace("@today@", today.toString()));
        }
      }
    }
    return files;
  }

  private static List<String> named(String what, List<String> names) {
    for (String name : names) {
      if (!Grammar.SEGMENT.accepts(name)) {
        throw new OperationalException(
            OperationalException.Kind.USAGE,
            "`" + name + "` cannot be the name of a" + (what.equals("tenant") ? " " : "n ") + what,
            "it is made of " + Grammar.SEGMENT.description());
      }
    }
    return names;
  }

  private static String template(String path) {
    String name = "/dev/policyctl/cli/init/" + path;
    try (InputStream in = InitCommand.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no template " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read template " + name, e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw cannotWrite(file, "something is in the way", e);
    } catch (IOException e) {
      throw cannotWrite(file, e.getClass().getSimpleName(), e);
    }
  }

  private static OperationalException cannotWrite(Path file, String why, IOException cause) {
    return new OperationalException(
        OperationalException.Kind.UNDECIDED,
        "cannot write `" + file + "`: " + why,
        "check that the folder can be written to",
        cause);
  }
}
