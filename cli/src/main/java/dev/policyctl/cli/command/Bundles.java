package dev.policyctl.cli.command;

import dev.policyctl.model.OperationalException;
import dev.policyctl.model.text.Nearest;
import dev.policyctl.repo.LoadedBundle;
import dev.policyctl.repo.PolicyRepository;
import java.util.List;

/** Finds the policy that a user names. */
final class Bundles {

  private Bundles() {}

  /**
   * As {@link #find}; without a name the repository's only policy.
   *
   * @throws OperationalException where there are several, or none
   */
  static LoadedBundle onlyOr(PolicyRepository repository, String name) {
    if (!name.isEmpty()) {
      return find(repository, name);
    }
    if (repository.bundles().size() == 1) {
      return repository.bundles().get(0);
    }
    List<String> known =
        repository.bundles().stream().map(bundle -> bundle.bundle().toString()).toList();
    throw new OperationalException(
        OperationalException.Kind.USAGE,
        known.isEmpty() ? "there is no policy" : "which policy?",
        known.isEmpty() ? "policyctl init makes one" : "name one of " + String.join(", ", known));
  }

  /**
   * The policy of {@code environment/tenant}; {@code policies/} before it and a slash behind it are
   * accepted, since shells complete so.
   *
   * @throws OperationalException where there is none
   */
  static LoadedBundle find(PolicyRepository repository, String name) {
    String wanted = name.replaceFirst("^(\\./)?policies/", "").replaceFirst("/$", "");
    List<String> known =
        repository.bundles().stream().map(bundle -> bundle.bundle().toString()).toList();
    return repository.bundles().stream()
        .filter(bundle -> bundle.bundle().toString().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationalException(
                    OperationalException.Kind.USAGE,
                    "no policy `" + name + "`",
                    Nearest.hint(wanted, known).orElse("there are " + String.join(", ", known))));
  }
}
