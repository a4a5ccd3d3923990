package dev.policyctl.repo;

import dev.policyctl.model.OperationalException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds out whether an argument is a git revision or a folder, and opens it. */
final class SideResolver {
  private final Path start;
  private final boolean ci;

  SideResolver(Path start, boolean ci) {
    this.start = start;
    this.ci = ci;
  }

  /** The files around the start as they are. */
  ComparedSide workTree() {
    Path root = PolicyRoot.find(start);
    return ComparedSide.of(root, new WorkTree(root));
  }

  ComparedSide resolve(String argument) {
    Optional<Path> folder = folder(argument);
    if (explicit(argument)) {
      return folder(argument, folder.orElseThrow(() -> neither(argument)));
    }
    boolean inGit = PolicyRoot.gitRoot(start).isPresent();
    boolean isFolder = folder.filter(Files::isDirectory).isPresent();
    if (!inGit) {
      return folder(argument, folder.filter(f -> isFolder).orElseThrow(() -> neither(argument)));
    }
    Path root = PolicyRoot.find(start);
    try (GitRepository git = GitRepository.open(root)) {
      boolean known = git.knows(argument);
      if (known && folder.filter(PolicyRoot::isRoot).isPresent()) {
        throw ambiguous(argument, git);
      }
      if (!known && isFolder && !ci) {
        return folder(argument, folder.get());
      }
      if (!known && isFolder) {
        throw usage(
            "no revision `" + argument + "`",
            "write ./" + argument + " for the folder, or fetch the revision: " + git.fetch());
      }
      return ComparedSide.of(root, GitRevision.open(git, argument, git.commit(argument)));
    }
  }

  private Optional<Path> folder(String argument) {
    try {
      return Optional.of(start.resolve(argument));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static boolean explicit(String argument) {
    String text = argument.replace('\\', '/');
    return List.of(".", "..").contains(text)
        || List.of("./", "../", "/").stream().anyMatch(text::startsWith)
        || text.endsWith("/")
        || (text.length() > 2 && text.startsWith(":/", 1) && Character.isLetter(text.charAt(0)));
  }

  private static ComparedSide folder(String argument, Path folder) {
    Path root = PolicyRoot.find(folder);
    return ComparedSide.of(root, new WorkTree(root, "folder " + argument));
  }

  private static OperationalException ambiguous(String argument, GitRepository git) {
    List<String> refs = git.refs(argument);
    String revision =
        refs.size() == 1 && refs.get(0).endsWith("/" + argument)
            ? refs.get(0)
            : git.commit(argument).name();
    return usage(
        "`" + argument + "` is a revision and a folder as well",
        "write ./" + argument + " for the folder, or " + revision + " for the revision");
  }

  private static OperationalException neither(String argument) {
    return usage(
        "`" + argument + "` is neither a revision nor a folder",
        "a revision needs a git repository around the policy repository");
  }

  private static OperationalException usage(String message, String hint) {
    return new OperationalException(OperationalException.Kind.USAGE, message, hint);
  }
}
