package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.config.TrustConfiguration.Person;
import dev.policyctl.repo.TagWriter;
import dev.policyctl.trust.ApprovalStatement;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Lets the user's own git sign, with the key and the program that its configuration names. It is
 * their machine, so nothing is kept from it; what comes out is verified like anybody's.
 */
final class GitSigner implements ApprovalSigner {
  private final Path root;
  private final String email;

  GitSigner(Path root) {
    this.root = root;
    this.email = ask("config", "--get", "user.email").strip();
  }

  @Override
  public boolean isOf(Person person) {
    return !email.isEmpty()
        && person.emails().stream()
            .anyMatch(
                one -> one.value().toLowerCase(Locale.ROOT).equals(email.toLowerCase(Locale.ROOT)));
  }

  @Override
  public String owner() {
    return email.isEmpty()
        ? "git has no user.email"
        : "git's user.email <" + email + "> is not one person's in `trust.people`";
  }

  @Override
  public void sign(TagWriter tags, ApprovalStatement statement, Person person, boolean replace) {
    List<String> arguments = new ArrayList<>(List.of("tag", "-s", "-F", "-"));
    if (replace) {
      arguments.add("-f");
    }
    arguments.addAll(List.of(statement.tagName(), statement.head()));
    Process process = start(Redirect.DISCARD, arguments);
    try (OutputStream message = process.getOutputStream()) {
      message.write(statement.write().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended before it read everything; its exit code tells.
    }
    if (exit(process) != 0) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "git did not sign the tag",
          "see what it says above, and its user.signingkey and gpg.format; or give --key FILE");
    }
  }

  private String ask(String... arguments) {
    Process process = start(Redirect.PIPE, List.of(arguments));
    try {
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return exit(process) == 0 ? answer : "";
    } catch (IOException e) {
      return "";
    }
  }

  private Process start(Redirect out, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(arguments);
    try {
      return new ProcessBuilder(command)
          .redirectOutput(out)
          .redirectError(Redirect.INHERIT)
          .start();
    } catch (IOException e) {
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED,
          "cannot run git, which is to sign",
          "install it, or give --key FILE",
          e);
    }
  }

  private static int exit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new OperationalException(
          OperationalException.Kind.UNDECIDED, "interrupted while git signs", "run it again", e);
    }
  }
}
